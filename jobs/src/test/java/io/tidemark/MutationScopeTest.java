package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Mutation testing covers every rule of MRR that needs no Spark. */
@AnalyzeClasses(packages = "io.tidemark.mrr", importOptions = ImportOption.DoNotIncludeTests.class)
class MutationScopeTest {
  private static final Set<String> WORDING =
      Set.of("engine.Explanation", "engine.CalculationSteps", "engine.Wording");

  @ArchTest
  static void thePomLeavesOutWhatUsesSpark(JavaClasses rules) throws Exception {
    String[] excluded = excluded();
    Set<String> expected = new TreeSet<>(WORDING);
    Set<String> leftOut = new TreeSet<>();
    for (JavaClass rule : rules) {
      String name = rule.getName().substring("io.tidemark.mrr.".length()).replaceAll("\\$.*", "");
      if (usesSpark(rule)) {
        expected.add(name);
      }
      if (Stream.of(excluded).anyMatch(rule.getName()::startsWith)) {
        leftOut.add(name);
      }
    }
    assertThat(leftOut).as("excluded from mutation in pom.xml").isEqualTo(expected);
  }

  private static boolean usesSpark(JavaClass rule) {
    return rule.getDirectDependenciesFromSelf().stream()
        .anyMatch(to -> to.getTargetClass().getPackageName().startsWith("org.apache.spark"));
  }

  /** The beginnings of the names that are left out. */
  private static String[] excluded() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
    String path = "//execution[id='rules']//excludedClasses/param";
    NodeList found =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    return IntStream.range(0, found.getLength())
        .mapToObj(index -> found.item(index).getTextContent().replace("*", ""))
        .toArray(String[]::new);
  }
}
