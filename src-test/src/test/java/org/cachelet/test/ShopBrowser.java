// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** One visitor of the demo: a Chromium with cookies of its own. */
final class ShopBrowser {
  static final int DESKTOP = 1280;
  static final int PHONE = 390;

  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Container container;
  private final ChromeDriver driver;

  /** Opens a window of this width. */
  ShopBrowser(Container container, int width) {
    this.container = container;
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER)
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en");
    driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(width, 900));
  }

  /** Skips the test where there is no Chromium. */
  static void assumeInstalled() {
    assumeTrue(CHROMIUM.canExecute(), CHROMIUM + " is not installed");
    assumeTrue(DRIVER.canExecute(), DRIVER + " is not installed");
  }

  /** Opens a page, and waits until its bar says what it cost. */
  void visit(String path) {
    driver.get(container.address(path).toString());
    awaitBar();
  }

  /** Opens the same page again. */
  void reload() {
    driver.navigate().refresh();
    awaitBar();
  }

  private void awaitBar() {
    await().atMost(PATIENCE).until(() -> !find("#bar b").isEmpty());
  }

  /** Logs in with the name as password. */
  void logIn(String name) {
    visit("/login");
    the("#login").sendKeys(name);
    WebElement password = the("#password");
    password.sendKeys(name);
    password.submit();
    await().atMost(PATIENCE).until(() -> header().contains("Log out"));
  }

  /** Clicks by script, as the bar at the foot may cover it, and waits for what that leads to. */
  void click(String selector, String expected) {
    driver.executeScript("window.before = true; arguments[0].click()", the(selector));
    await()
        .atMost(PATIENCE)
        .until(() -> run("return window.before").equals("null") && !find(expected).isEmpty());
  }

  /** Returns the elements for a selector. */
  List<WebElement> find(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Returns the first element for a selector. */
  WebElement the(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Returns the text at the head of the page. */
  String header() {
    return the("header").getText();
  }

  /** Returns the text of the bar at the foot of the page. */
  String bar() {
    return the("#bar").getText();
  }

  /** Returns the page as it is. */
  String source() {
    return String.valueOf(driver.getPageSource());
  }

  /** Returns what a script returns. */
  String run(String script, Object... arguments) {
    return String.valueOf(driver.executeScript(script, arguments));
  }

  /** Returns what the cache said of the page that is shown. */
  String cacheStatus() {
    return run(
        "return performance.getEntriesByType('navigation')[0].serverTiming"
            + ".find(metric => metric.name === 'cache')?.description");
  }

  /** Keeps what is seen as a picture. */
  void keep(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    String file = name.replaceAll("\\W+", "-") + ".png";
    Files.write(SCREENSHOTS.resolve(file), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Checks that nothing is wider than the window. */
  void assertFits() {
    assertThat(number("return document.documentElement.scrollWidth"))
        .as("width of " + driver.getCurrentUrl())
        .isLessThanOrEqualTo(number("return window.innerWidth"));
  }

  private long number(String script) {
    return driver.executeScript(script) instanceof Number found ? found.longValue() : -1;
  }

  /** Checks that the browser complained of nothing. */
  void assertNoErrors() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  /** Checks that the browser complained of one answer with this status, and of nothing else. */
  void assertOnlyComplaint(String status) {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .singleElement()
        .asString()
        .contains(status);
  }

  /** Closes the window. */
  void quit() {
    driver.quit();
  }
}
