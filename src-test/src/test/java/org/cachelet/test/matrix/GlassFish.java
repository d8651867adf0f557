// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Eclipse GlassFish, and Payara, which comes from it. */
final class GlassFish extends Product {
  GlassFish(String name, String folder, int oldestJava, int newestJava) {
    super(name, folder, oldestJava, newestJava);
  }

  @Override
  void configure(Path base, int port) throws IOException {
    Path domain = base.resolve("domain1");
    copy(home().resolve("glassfish/domains/domain1"), domain);
    Path configuration = domain.resolve("config/domain.xml");
    String text = Files.readString(configuration);
    int next = port;
    text = text.replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"");
    for (String known : List.of("8181", "4848", "8686", "3700", "3820", "3920")) {
      text = text.replace("port=\"" + known + "\"", "port=\"" + ++next + "\"");
    }
    text = text.replace("value=\"7676\"", "value=\"" + ++next + "\"");
    text = text.replace("start-port=\"5900\" das-port=\"4900\"", "enabled=\"false\"");
    Files.writeString(configuration, text);
    Files.createDirectories(domain.resolve("autodeploy"));
  }

  @Override
  List<String> command(Path base, int port) {
    return List.of(
        "bash",
        home().resolve("bin/asadmin").toString(),
        "start-domain",
        "--verbose",
        "--domaindir",
        base.toString(),
        "domain1");
  }

  @Override
  Map<String, String> environment(Path base) {
    return Map.of("AS_JAVA", System.getProperty("java.home"));
  }

  /**
   * Its threads inherit which application was called when they began, its requests in reserve keep
   * their last filter chain, and listeners of failed deployments stay.
   */
  @Override
  boolean keepsLoaders() {
    return true;
  }

  @Override
  String success(Feature feature) {
    return feature == Feature.REDEPLOY ? "yes, loaders stay" : super.success(feature);
  }

  @Override
  Path war(Path base) {
    return base.resolve("domain1/autodeploy/matrix.war");
  }
}
