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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The demo's WAR in Tomcat, as its visitors see it; skipped where there is no Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class ShopInBrowserTest {
  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<ChromeDriver> browsers = new ArrayList<>();
  private Container container;

  @BeforeAll
  void open(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base) throws IOException {
    assumeTrue(CHROMIUM.canExecute(), CHROMIUM + " is not installed");
    assumeTrue(DRIVER.canExecute(), DRIVER + " is not installed");
    Files.createDirectories(SCREENSHOTS);
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    Files.copy(Path.of("target/demo.war"), webapps.resolve("ROOT.war"));
    container = new Container(Distribution.TOMCAT_11, base);
    container.awaitReady("/");
  }

  @AfterAll
  void close() throws Exception {
    if (container != null) {
      container.stop();
    }
  }

  @AfterEach
  void leave() {
    browsers.forEach(ChromeDriver::quit);
    browsers.clear();
  }

  @ParameterizedTest
  @CsvSource({"desktop, 1280", "phone, 390"})
  void page_fits_andSaysWhatItCost(String name, int width) throws IOException {
    ChromeDriver browser = browser(width);
    for (String path : List.of("/", "/catalog", "/product/17", "/search?q=oak", "/login")) {
      visit(browser, path);
      assertThat(bar(browser))
          .as(path)
          .containsPattern("(Made|Answered) in .*ms")
          .contains("Cache:");
      assertThat(number(browser, "return document.documentElement.scrollWidth"))
          .as("width of " + path)
          .isLessThanOrEqualTo(number(browser, "return window.innerWidth"));
      String file = name + path.replaceAll("\\W+", "-") + ".png";
      Files.write(SCREENSHOTS.resolve(file), browser.getScreenshotAs(OutputType.BYTES));
    }
    assertNoErrors(browser);
  }

  @Test
  void product_isAHit_whenItIsReloaded() {
    ChromeDriver browser = browser(1280);
    visit(browser, "/");
    click(browser, browser.findElement(By.cssSelector("a[href^='/product/']")));
    await().atMost(PATIENCE).until(() -> bar(browser).contains("Cache:"));
    browser.navigate().refresh();
    await().atMost(PATIENCE).until(() -> bar(browser).contains("Cache: hit"));
    assertThat(bar(browser)).contains("0 queries");
    assertNoErrors(browser);
  }

  @Test
  void cart_isOnlyForItsOwner() {
    ChromeDriver owner = browser(1280);
    logIn(owner, "bob");
    visit(owner, "/product/21");
    click(owner, owner.findElement(By.cssSelector("form.buy button")));
    await().atMost(PATIENCE).until(() -> !owner.findElements(By.cssSelector(".total")).isEmpty());
    visit(owner, "/product/21");
    assertThat(owner.findElement(By.cssSelector("header")).getText()).contains("Log out");
    ChromeDriver stranger = browser(1280);
    visit(stranger, "/product/21");
    assertThat(stranger.findElement(By.cssSelector("header")).getText())
        .contains("Log in")
        .doesNotContain("Log out");
    assertThat(stranger.findElements(By.cssSelector("a.cart b"))).isEmpty();
    assertNoErrors(owner);
    assertNoErrors(stranger);
  }

  @Test
  void changedPrice_isSeenByTheNextVisitor() {
    ChromeDriver visitor = browser(1280);
    visit(visitor, "/product/23");
    visit(visitor, "/product/23");
    String name = visitor.findElement(By.tagName("h1")).getText();
    ChromeDriver administrator = browser(1280);
    logIn(administrator, "admin");
    visit(administrator, "/admin?q=" + name.replace(' ', '+'));
    WebElement price = administrator.findElement(By.id("price-23"));
    price.clear();
    price.sendKeys("123.45");
    price.submit();
    await()
        .atMost(PATIENCE)
        .until(() -> !administrator.findElements(By.cssSelector("[role='status']")).isEmpty());
    visit(visitor, "/product/23");
    assertThat(visitor.findElement(By.cssSelector("p.price")).getText()).contains("123.45");
    assertNoErrors(administrator);
    assertNoErrors(visitor);
  }

  private ChromeDriver browser(int width) {
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER)
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    ChromeDriver browser = new ChromeDriver(service, options);
    browsers.add(browser);
    browser.manage().window().setSize(new Dimension(width, 900));
    return browser;
  }

  private void visit(ChromeDriver browser, String path) {
    browser.get(container.address(path).toString());
  }

  private void logIn(ChromeDriver browser, String name) {
    visit(browser, "/login");
    browser.findElement(By.id("login")).sendKeys(name);
    WebElement password = browser.findElement(By.id("password"));
    password.sendKeys(name);
    password.submit();
    await()
        .atMost(PATIENCE)
        .until(() -> browser.findElement(By.tagName("header")).getText().contains("Log out"));
  }

  /** Clicks by script: the bar at the foot may cover what is scrolled into view. */
  private static void click(ChromeDriver browser, WebElement element) {
    browser.executeScript("arguments[0].click()", element);
  }

  private static String bar(ChromeDriver browser) {
    return browser.findElement(By.id("bar")).getText();
  }

  private static long number(ChromeDriver browser, String script) {
    return browser.executeScript(script) instanceof Number found ? found.longValue() : -1;
  }

  private static void assertNoErrors(ChromeDriver browser) {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }
}
