// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cache that is a program of its own, where it is installed. */
enum Proxy {
  /** With the cache on disk that it has, one process, and nothing logged. */
  NGINX {
    @Override
    List<String> command(Path folder, int port, int origin) throws IOException {
      Path settings = folder.resolve("nginx.conf");
      Files.writeString(
          settings,
          NGINX_SETTINGS
              .replace("{folder}", folder.toString())
              .replace("{port}", Integer.toString(port))
              .replace("{origin}", Integer.toString(origin)));
      return List.of(program().orElseThrow(), "-p", folder.toString(), "-c", settings.toString());
    }
  },

  /** With the cache in memory that it has. */
  VARNISHD {
    @Override
    List<String> command(Path folder, int port, int origin) {
      return List.of(
          program().orElseThrow(),
          "-F",
          "-j",
          "none",
          "-n",
          folder.resolve("varnish").toString(),
          "-a",
          "127.0.0.1:" + port,
          "-b",
          "127.0.0.1:" + origin,
          "-t",
          "3600",
          "-s",
          "malloc,64m");
    }
  };

  private static final String NGINX_SETTINGS =
      """
      daemon off;
      master_process off;
      pid {folder}/nginx.pid;
      error_log stderr error;
      events {
        worker_connections 256;
      }
      http {
        access_log off;
        sendfile on;
        keepalive_requests 100000000;
        client_body_temp_path {folder}/body;
        fastcgi_temp_path {folder}/fastcgi;
        proxy_temp_path {folder}/proxy;
        scgi_temp_path {folder}/scgi;
        uwsgi_temp_path {folder}/uwsgi;
        proxy_cache_path {folder}/cache keys_zone=pages:1m;
        server {
          listen 127.0.0.1:{port};
          location / {
            proxy_pass http://127.0.0.1:{origin};
            proxy_cache pages;
            proxy_cache_valid 200 1h;
          }
        }
      }
      """;

  /** Returns the one with the name of its program. */
  static Optional<Proxy> named(String program) {
    return Arrays.stream(values()).filter(proxy -> proxy.fileName().equals(program)).findAny();
  }

  /** Returns the name of its program. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the path of its program; empty if it is not installed. */
  Optional<String> program() {
    return Programs.find(fileName());
  }

  /**
   * Returns the command that runs it.
   *
   * @param folder where it may write
   * @param port where it is to listen, on 127.0.0.1
   * @param origin the port that it asks for what it does not have
   */
  abstract List<String> command(Path folder, int port, int origin) throws IOException;
}
