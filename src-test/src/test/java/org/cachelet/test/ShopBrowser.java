// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** One visitor of the demo: a Chromium with cookies of its own. */
final class ShopBrowser {
  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long HIGHEST_PICTURE = 5000;
  private static final String COMPLAINTS = script("complaints.js");

  /** Warns of each Chromium that is newer than Selenium, of which nothing here depends. */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private final ChromeDriver driver;
  private Container container;
  private Screen screen;

  /** Opens a window. */
  ShopBrowser(Container container, Screen screen) {
    this.container = container;
    VERSIONS.setLevel(Level.OFF);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER)
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    driver = new ChromeDriver(service, options());
    this.screen = screen;
    look(screen);
  }

  private static ChromeOptions options() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en");
    LoggingPreferences logged = new LoggingPreferences();
    logged.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logged);
    return options;
  }

  private static String script(String name) {
    try (InputStream script = ShopBrowser.class.getResourceAsStream("/browser/" + name)) {
      return new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Skips the test where there is no Chromium. */
  static void assumeInstalled() {
    assumeTrue(CHROMIUM.canExecute(), CHROMIUM + " is not installed");
    assumeTrue(DRIVER.canExecute(), DRIVER + " is not installed");
  }

  /** Goes on at another server. */
  ShopBrowser at(Container other) {
    container = other;
    return this;
  }

  /** Goes on with another screen. */
  void look(Screen other) {
    screen = other;
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", other.measures());
  }

  /** Becomes a new visitor. */
  void forget() {
    driver.manage().deleteAllCookies();
  }

  /** Opens a page, and waits until its bar says what it cost. */
  void visit(String path) {
    open(path);
    awaitThat("#bar b");
  }

  /** Opens what need not be a page of the shop. */
  void open(String path) {
    driver.get(container.address(path).toString());
  }

  /** Opens the same page again. */
  void reload() {
    driver.navigate().refresh();
    awaitThat("#bar b");
  }

  /** Waits until there is an element for a selector. */
  void awaitThat(String selector) {
    patiently().until(() -> !find(selector).isEmpty());
  }

  private static ConditionFactory patiently() {
    return await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions(); // while one page makes way for another
  }

  /** Logs in with the name as password. */
  void logIn(String name) {
    visit("/login");
    fill("#login", name);
    fill("#password", name);
    click("main .button", "header form[action='/logout']");
  }

  /** Types a text in place of what is there. */
  void fill(String selector, String text) {
    WebElement field = the(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Clicks on what must not be covered, and waits for what that leads to. */
  void click(String selector, String expected) {
    driver.executeScript(
        "window.before = true; arguments[0].scrollIntoView({block: 'center'})", the(selector));
    the(selector).click();
    awaitNext(expected);
  }

  /** Presses a key where the focus is, and waits for what that leads to. */
  void press(Keys key, String expected) {
    driver.executeScript("window.before = true");
    press(key);
    awaitNext(expected);
  }

  /** Presses a key where the focus is. */
  void press(Keys key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  private void awaitNext(String expected) {
    patiently()
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

  /** Returns the text of the first element for a selector. */
  String text(String selector) {
    return the(selector).getText();
  }

  /** Returns the text at the head of the page. */
  String header() {
    return text("header");
  }

  /** Returns the text of the bar at the foot of the page. */
  String bar() {
    return text("#bar");
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

  /** Keeps the whole page as a picture, which is named after what is done and the screen. */
  void keep(String way) throws IOException {
    long height = number("return document.documentElement.scrollHeight");
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride", screen.measures(Math.min(height, HIGHEST_PICTURE)));
    patiently()
        .until(() -> run("return [...document.images].every(i => i.complete)").equals("true"));
    Files.createDirectories(SCREENSHOTS);
    String file = way.replaceAll("\\W+", "-") + "-" + screen + ".png";
    Files.write(SCREENSHOTS.resolve(file), driver.getScreenshotAs(OutputType.BYTES));
    look(screen);
  }

  /** Checks the page that is shown, and keeps a picture of it. */
  void check(String way) throws IOException {
    keep(way);
    assertSound();
    assertNoErrors();
  }

  /** Checks a page with which the shop says no, and keeps a picture of it. */
  void check(String way, String status) throws IOException {
    keep(way);
    assertSound();
    assertOnlyComplaint(status);
  }

  /** Returns a property of what has the focus. */
  String focused(String property) {
    return run("return document.activeElement[arguments[0]]", property);
  }

  /** Checks that what has the focus is marked, and not behind the bar at the foot. */
  void assertFocusIsSeen() {
    String isSeen =
        run(
            """
            const focus = document.activeElement;
            const box = focus.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return getComputedStyle(focus).outlineStyle !== 'none' && focus.contains(top);
            """);
    assertThat(isSeen).as("the focus is seen at " + focused("outerHTML")).isEqualTo("true");
  }

  /** Checks that all is named, and that nothing is cut off or wider than the screen. */
  void assertSound() {
    String page = driver.getCurrentUrl() + " on a " + screen;
    assertThat(number("return document.documentElement.scrollWidth"))
        .as("width of " + page)
        .isLessThanOrEqualTo(screen.width());
    assertThat(run(COMPLAINTS, screen.width())).as(page).isEmpty();
  }

  private long number(String script) {
    return driver.executeScript(script) instanceof Number found ? found.longValue() : -1;
  }

  /** Forgets what a test before has left. */
  void dropComplaints() {
    driver.manage().logs().get(LogType.BROWSER);
  }

  /** Checks that the browser complained of nothing: no script, no request, no policy. */
  void assertNoErrors() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  /** Checks that the browser complained of one answer with this status, and of nothing else. */
  void assertOnlyComplaint(String status) {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .singleElement()
        .asString()
        .contains("status of " + status);
  }

  /** Closes the window. */
  void quit() {
    driver.quit();
  }
}
