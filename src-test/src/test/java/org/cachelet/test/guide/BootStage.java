// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project of Spring Boot; does what {@code mvn spring-boot:run} would do with it. */
final class BootStage implements Walkthrough.Stage {
  private static final Path CLASS_PATH = Path.of("boot/target/lib").toAbsolutePath();

  // a JVM that has just started, on a busy machine, may need more than the 80 ms that Redis has
  private static final String PATIENT =
      " --server.servlet.context-parameters.cachelet.redis.%s-timeout=10s";

  private final Path folder;
  private final String redisUrl;
  private int port;

  BootStage(Path folder, String redisUrl) {
    this.folder = folder;
    this.redisUrl = redisUrl;
    assertThat(CLASS_PATH).as("built by the module boot").isNotEmptyDirectory();
  }

  @Override
  public void prepare(int free) {
    port = free;
  }

  @Override
  public String adapted(String command) throws IOException {
    if (!command.endsWith("mvn spring-boot:run")) {
      return command;
    }
    compile();
    String java =
        ("java -cp 'target/classes:src/main/resources:%s/*'"
                + " news.NewsApplication --server.address=127.0.0.1 --server.port=%d%s%s")
            .formatted(CLASS_PATH, port, PATIENT.formatted("read"), PATIENT.formatted("write"));
    return command.replace("mvn spring-boot:run", java).replace("redis://localhost:6379", redisUrl);
  }

  private void compile() throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-proc:none", "-parameters", "-cp", classPath()));
    arguments.addAll(List.of("-d", folder.resolve("target/classes").toString()));
    try (Stream<Path> found = Files.walk(folder.resolve("src/main/java"))) {
      found
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> arguments.add(file.toString()));
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertThat(failed).as(said.toString(UTF_8)).isZero();
  }

  private static String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(CLASS_PATH)) {
      return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }
}
