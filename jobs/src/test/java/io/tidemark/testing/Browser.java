package io.tidemark.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium, without a window: opens a page of this machine and tells what a person sees.
 */
public final class Browser implements AutoCloseable {
  private static final String NAMES =
      "the Debian packages chromium and chromium-driver are missing";
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Says of every Chromium that it does not know its newest protocol, which is not used here. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether the packages are there. */
  public static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER);
  }

  /** Starts one; without the packages the test that asks is skipped by their names. */
  public static Browser start(Path profile) {
    Assumptions.assumeTrue(isInstalled(), NAMES);
    SELENIUM.setLevel(Level.SEVERE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(CHROMEDRIVER.toFile())
            .withTimeout(PATIENCE.multipliedBy(3))
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens a page at a width, in the light theme, and waits until it has drawn itself. */
  public void open(Path page, int width) {
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
    screen(width);
    prefer("light");
    driver.get(page.toUri().toString());
    await("return document.documentElement.dataset.ready === 'true'");
  }

  /** A screen of this width, in CSS pixels. */
  public void screen(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the system's owner prefers: light or dark. */
  public void prefer(String scheme) {
    media("", scheme);
  }

  /** As it would be printed by an owner who prefers a dark screen. */
  public void print() {
    media("print", "dark");
  }

  private void media(String media, String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia", Map.of("media", media, "features", List.of(feature)));
  }

  /** Runs a script on the page. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Waits until a script says true. */
  public void await(String script) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(run(script))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never true: " + script);
      }
    }
  }

  /** The text of the first element a selector names. */
  public String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  /** The texts of all elements a selector names. */
  public List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  /** Chooses an entry of a list by what it says. */
  public void choose(String selector, String entry) {
    driver.findElements(By.cssSelector(selector + " option")).stream()
        .filter(option -> option.getText().equals(entry))
        .findFirst()
        .orElseThrow(() -> new AssertionError(selector + " has no entry " + entry))
        .click();
  }

  public void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** Puts the pointer over an element. */
  public void pointAt(String selector) {
    WebElement target = driver.findElement(By.cssSelector(selector));
    run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", target);
    new Actions(driver).moveToElement(target).perform();
  }

  /** Presses a key where the focus is. */
  public void press(Keys key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  /** What the console was told, if any: errors, warnings, refused resources. */
  public List<String> console() {
    return Stream.of(driver.manage().logs().get(LogType.BROWSER).getAll())
        .flatMap(List::stream)
        .map(LogEntry::toString)
        .toList();
  }

  /** The addresses the page asked for since it was opened; not itself, nor the browser's own. */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
        .filter(address -> !address.matches("(file|data|chrome):.*"))
        .toList();
  }

  /** The rules of accessibility the page breaks, each with the elements that break it. */
  public List<?> barriers() {
    driver.executeScript(axe());
    return (List<?>)
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run(document, { resultTypes: ['violations'] }).then((found) =>"
                + " done(found.violations.flatMap((rule) => rule.nodes.map((node) =>"
                + " `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))))");
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** The whole page as a picture. */
  public byte[] shot() {
    Object picture =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"))
            .get("data");
    return Base64.getDecoder().decode((String) picture);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
