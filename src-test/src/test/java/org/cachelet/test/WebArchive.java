// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A WAR: the application {@code org.cachelet.test.app} with the jars that a user of the page cache
 * copies.
 */
final class WebArchive {
  private static final Path CLASSES = Path.of("target/test-classes");
  private static final String DECLARED =
      """
        <filter>
          <filter-name>pages</filter-name>
          <filter-class>org.cachelet.filter.PageCacheFilter</filter-class>
          <async-supported>true</async-supported>
        </filter>
        <filter-mapping>
          <filter-name>pages</filter-name>
          <url-pattern>/*</url-pattern>
          <dispatcher>REQUEST</dispatcher>
          <dispatcher>FORWARD</dispatcher>
          <dispatcher>INCLUDE</dispatcher>
          <dispatcher>ASYNC</dispatcher>
        </filter-mapping>
      """;
  private static final String LOGIN =
      """
        <filter>
          <filter-name>login</filter-name>
          <filter-class>org.cachelet.test.app.LoginFilter</filter-class>
          <async-supported>true</async-supported>
        </filter>
        <filter-mapping>
          <filter-name>login</filter-name>
          <url-pattern>/*</url-pattern>
        </filter-mapping>
      """;
  private static final String FORM_LOGIN =
      """
        <servlet>
          <servlet-name>SessionServlet</servlet-name>
          <servlet-class>org.cachelet.test.app.SessionServlet</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>SessionServlet</servlet-name>
          <url-pattern>/session/*</url-pattern>
        </servlet-mapping>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>members</web-resource-name>
            <url-pattern>/session/user</url-pattern>
          </web-resource-collection>
          <auth-constraint>
            <role-name>member</role-name>
          </auth-constraint>
        </security-constraint>
        <login-config>
          <auth-method>FORM</auth-method>
          <realm-name>members</realm-name>
          <form-login-config>
            <form-login-page>/session/login</form-login-page>
            <form-error-page>/session/wrong</form-error-page>
          </form-login-config>
        </login-config>
        <security-role>
          <role-name>member</role-name>
        </security-role>
      """;
  private static final Map<String, String> SERVLETS =
      Map.of(
          "CountingServlet", "/page/*",
          "ForwardingServlet", "/forward/*",
          "AsyncServlet", "/async",
          "FailingServlet", "/fail/*",
          "ErrorServlet", "/error",
          "InsideServlet", "/inside/*",
          "ValueServlet", "/value");

  private final Set<Bundle> bundles = EnumSet.of(Bundle.PAGES);
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, String> copies = new LinkedHashMap<>();
  private Predicate<String> included = jar -> true;
  private String attributes = "";
  private String filters = "";
  private String settings =
      """
      cachelet.cache-status=on
      cachelet.page.all.path=/**
      cachelet.page.all.except=/inside/**,/value
      cachelet.page.all.ttl=10m
      """;

  /** Declares the page cache in web.xml. */
  WebArchive declaringTheFilter() {
    filters += DECLARED;
    return this;
  }

  /** Declares a filter in web.xml that refuses strangers. */
  WebArchive declaringALogin() {
    filters += LOGIN;
    return this;
  }

  /** Adds pages about the session, one of them for members, who log in with a form. */
  WebArchive withSessions() {
    filters += FORM_LOGIN;
    return this;
  }

  /** Declares anything else in web.xml. */
  WebArchive declaring(String xml) {
    filters += xml;
    return this;
  }

  /** Adds the jars of more bundles. */
  WebArchive with(Bundle... others) {
    bundles.addAll(List.of(others));
    return this;
  }

  /** Leaves out the jars whose name begins so. */
  WebArchive without(String... beginnings) {
    included = jar -> List.of(beginnings).stream().noneMatch(jar::startsWith);
    return this;
  }

  /** Adds the jar whose name begins so once more, under another name. */
  WebArchive copying(String beginning, String copy) {
    copies.put(beginning, copy);
    return this;
  }

  /** Adds a file. */
  WebArchive file(String path, String content) {
    files.put(path, content);
    return this;
  }

  /** Says in web.xml that nothing else declares anything. */
  WebArchive metadataComplete() {
    attributes = " metadata-complete=\"true\"";
    return this;
  }

  /** Adds lines to cachelet.properties. */
  WebArchive setting(String... lines) {
    settings += String.join("\n", lines) + "\n";
    return this;
  }

  /** Writes the WAR as one file, which replaces an older one at once. */
  void writeTo(Path war) throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put("WEB-INF/web.xml", descriptor().getBytes(UTF_8));
    content.put("WEB-INF/cachelet.properties", settings.getBytes(UTF_8));
    files.forEach((path, text) -> content.put(path, text.getBytes(UTF_8)));
    read(CLASSES, CLASSES.resolve("org/cachelet/test/app"), "WEB-INF/classes/", content);
    for (Bundle bundle : bundles) {
      readJars(bundle, content);
    }
    Path written = Files.createTempFile("application", ".war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(written))) {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    Files.move(written, war, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void readJars(Bundle bundle, Map<String, byte[]> into) throws IOException {
    for (Path jar : bundle.jars()) {
      String name = String.valueOf(jar.getFileName());
      if (included.test(name)) {
        into.put("WEB-INF/lib/" + name, Files.readAllBytes(jar));
      }
      for (Map.Entry<String, String> copy : copies.entrySet()) {
        if (name.startsWith(copy.getKey())) {
          into.put("WEB-INF/lib/" + copy.getValue(), Files.readAllBytes(jar));
        }
      }
    }
  }

  private static void read(Path root, Path folder, String into, Map<String, byte[]> files)
      throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.put(into + name, Files.readAllBytes(file));
      }
    }
  }

  private String descriptor() {
    StringBuilder servlets = new StringBuilder();
    for (String name : List.copyOf(SERVLETS.keySet())) {
      servlets.append(
          """
            <servlet>
              <servlet-name>%1$s</servlet-name>
              <servlet-class>org.cachelet.test.app.%1$s</servlet-class>
              <async-supported>true</async-supported>
            </servlet>
            <servlet-mapping>
              <servlet-name>%1$s</servlet-name>
              <url-pattern>%2$s</url-pattern>
            </servlet-mapping>
          """
              .formatted(name, SERVLETS.get(name)));
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0"%s>
        %s%s  <servlet-mapping>
            <servlet-name>CountingServlet</servlet-name>
            <url-pattern>/view/*</url-pattern>
          </servlet-mapping>
          <error-page>
            <location>/error</location>
          </error-page>
        </web-app>
        """
        .formatted(attributes, filters, servlets);
  }
}
