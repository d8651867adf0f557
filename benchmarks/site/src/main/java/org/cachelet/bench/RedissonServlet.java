// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

/** Writes what one read of Redis gives: as fast as Redisson can be. Thread-safe. */
final class RedissonServlet extends HttpServlet {
  /** The system property with the URL of Redis. */
  static final String URL = "bench.redis";

  private transient @Nullable RedissonClient client;

  @Override
  public void init() {
    Config config = new Config();
    config.useSingleServer().setAddress(System.getProperty(URL));
    client = Redisson.create(config);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RedissonClient opened = client;
    if (opened == null) {
      throw new IllegalStateException("not started");
    }
    RBucket<byte[]> bucket =
        opened.getBucket("bench" + request.getPathInfo(), ByteArrayCodec.INSTANCE);
    byte[] page = bucket.get();
    if (page == null) {
      page = Pages.at(request.getPathInfo());
      bucket.set(page);
    }
    response.setContentType(Pages.TYPE);
    response.setHeader("ETag", PageServlet.ETAG);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
