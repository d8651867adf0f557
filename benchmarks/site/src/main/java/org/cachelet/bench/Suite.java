// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static org.cachelet.bench.Ask.Kind.GZIP;
import static org.cachelet.bench.Ask.Kind.HOLES;
import static org.cachelet.bench.Ask.Kind.PLAIN;
import static org.cachelet.bench.Ask.Kind.SESSION;
import static org.cachelet.bench.Ask.Kind.VALIDATE;
import static org.cachelet.bench.Demand.Measure.ALLOCATED;
import static org.cachelet.bench.Demand.Measure.COST;
import static org.cachelet.bench.Demand.Measure.MORE_ALLOCATED;
import static org.cachelet.bench.Demand.Measure.SHARE;
import static org.cachelet.bench.Demand.share;

import java.util.ArrayList;
import java.util.List;

/** All that is compared, with the goals of it. */
final class Suite {
  private static final String RAW = "raw servlet";
  private static final String OURS = "Cachelet";
  private static final Demand FEW_BYTES = MORE_ALLOCATED.of(700);
  private static final Demand SMALL_SESSION = ALLOCATED.of(15_360);

  /** So that a slow moment of the machine does not change what is measured. */
  static final String PATIENCE = "2s";

  private final boolean copies;

  /**
   * Makes the suite.
   *
   * @param slower puts a filter in front of Cachelet that copies each body: a bench must show that
   */
  Suite(Slower slower) {
    copies = slower == Slower.YES;
  }

  /** Whether Cachelet is made slower on purpose. */
  enum Slower {
    NO,
    YES
  }

  /** Returns what is compared, in order. */
  List<Family> families() {
    return List.of(
        new Family(false, jetty()),
        new Family(false, tomcat()),
        new Family(true, redis()),
        new Family(true, sessions("read", share(0.30))),
        new Family(true, sessions("write", share(0.22))));
  }

  private List<Comparison> jetty() {
    return List.of(
        jettyPage(1, share(0.95)),
        jettyPage(20, share(0.95)),
        jettyPage(100, share(1.3)),
        gzip(),
        validation("jetty"),
        holes());
  }

  private Comparison jettyPage(int kilobytes, Demand demand) {
    Ask ask = new Ask("/page/" + kilobytes, PLAIN);
    List<Lane> lanes = new ArrayList<>(plainLanes("jetty", ask, demand));
    lanes.add(Lane.of("OSCache", Target.ofPeer("JavaxMain", "oscache"), ask));
    lanes.add(Lane.of("ehcache-web", Target.ofPeer("JavaxMain", "ehcache"), ask));
    lanes.add(sameFields("jetty", ask));
    if (kilobytes == 20) {
      lanes.add(Lane.of("Spring's ETag filter", Target.ofPeer("SpringMain", "etag"), ask));
      lanes.add(Lane.of("nginx", Target.of(Proxy.NGINX), ask));
      lanes.add(Lane.of("Varnish", Target.of(Proxy.VARNISHD), ask));
      lanes.add(Lane.of("no cache", Target.of("jetty", "thymeleaf"), new Ask("/made/20", PLAIN)));
    }
    return new Comparison("Jetty, " + kilobytes + " KB", lanes);
  }

  private List<Lane> plainLanes(String container, Ask ask, Demand demand) {
    return List.of(
        Lane.of(RAW, Target.of(container, "raw"), ask),
        new Lane(OURS, cachelet(container), ask, List.of(demand, FEW_BYTES)));
  }

  private Comparison gzip() {
    Ask plain = new Ask("/page/20", PLAIN);
    Ask packed = new Ask("/page/20", GZIP);
    return new Comparison(
        "Jetty, 20 KB, client takes gzip",
        List.of(
            Lane.of(RAW, Target.of("jetty", "raw"), plain),
            new Lane(OURS, cachelet("jetty"), packed, List.of(share(1.0), FEW_BYTES)),
            Lane.of("ehcache-web", Target.ofPeer("JavaxMain", "ehcache"), packed)));
  }

  private Comparison validation(String container) {
    Ask ask = new Ask("/page/20", VALIDATE);
    List<Lane> lanes = new ArrayList<>(plainLanes(container, ask, share(0.97)));
    lanes.add(sameFields(container, ask));
    return new Comparison(title(container) + ", 304", lanes);
  }

  private Comparison holes() {
    return new Comparison(
        "Jetty, 20 KB, two holes, gzip",
        List.of(
            Lane.of("plain hit", cachelet("jetty"), new Ask("/page/20", GZIP)),
            new Lane(
                "Cachelet with holes",
                cachelet("jetty"),
                new Ask("/holes", HOLES),
                List.of(COST.of(3)))));
  }

  private List<Comparison> tomcat() {
    return List.of(tomcatPage(1), tomcatPage(20), tomcatPage(100), validation("tomcat"));
  }

  private Comparison tomcatPage(int kilobytes) {
    Ask ask = new Ask("/page/" + kilobytes, PLAIN);
    List<Lane> lanes = new ArrayList<>(plainLanes("tomcat", ask, share(0.95)));
    lanes.add(sameFields("tomcat", ask));
    return new Comparison("Tomcat, " + kilobytes + " KB", lanes);
  }

  /** The raw servlet with the fields of a cached page, each of which containers write. */
  private static Lane sameFields(String container, Ask ask) {
    return new Lane(
        "raw servlet, fields of a cached page",
        Target.of(container, "raw-fields"),
        ask,
        List.of(SHARE.shown(), MORE_ALLOCATED.shown()));
  }

  private List<Comparison> redis() {
    return List.of(redisPage(1, 0.27), redisPage(20, 0.24));
  }

  private Comparison redisPage(int kilobytes, double goal) {
    Ask ask = new Ask("/page/" + kilobytes, PLAIN);
    Target remote =
        cachelet("jetty")
            .with("cachelet.redis.url", Family.REDIS)
            .with("cachelet.redis.read-timeout", PATIENCE)
            .with("cachelet.cache.pages.store", "redis");
    return new Comparison(
        "Redis hit, " + kilobytes + " KB",
        List.of(
            Lane.of(RAW, Target.of("jetty", "raw"), ask),
            new Lane(OURS, remote, ask, List.of(share(goal))),
            Lane.of(
                "bare Redisson",
                Target.of("jetty", "redisson").with(RedissonServlet.URL, Family.REDIS),
                ask)));
  }

  private static List<Comparison> sessions(String what, Demand demand) {
    Ask ask = new Ask("/session/" + what, SESSION);
    Target memory = Target.of("tomcat", "session");
    return List.of(
        new Comparison(
            "Session, " + what,
            List.of(
                Lane.of("in memory", memory, ask),
                new Lane(
                    "Cachelet's manager",
                    memory
                        .with(TomcatServer.MANAGER, "org.cachelet.session.tomcat.CacheletManager")
                        .with(TomcatServer.MANAGER + ".redisUrl", Family.REDIS)
                        .with("cachelet.session.redis-timeout", PATIENCE),
                    ask,
                    List.of(demand, SMALL_SESSION)),
                new Lane(
                    "Cachelet's filter",
                    Target.of("tomcat", "session-filter")
                        .with("cachelet.redis.url", Family.REDIS)
                        .with("cachelet.session.redis-timeout", PATIENCE),
                    ask,
                    List.of(demand, SMALL_SESSION)),
                Lane.of(
                    "Spring Session",
                    Target.ofPeer("SpringMain", "session").with("bench.redis", Family.REDIS),
                    ask),
                Lane.of(
                    "Redisson's manager",
                    Target.ofPeer("RedissonMain").with("bench.redis", Family.REDIS),
                    ask))));
  }

  private Target cachelet(String container) {
    Target plain =
        Target.of(container, copies ? "cachelet-copying" : "cachelet")
            .with("cachelet.page.site.path", "/**")
            .with("cachelet.page.site.ttl", "1h");
    return plain;
  }

  /** Returns a server whose pages take their time. */
  static Target slowSite() {
    return Target.of("jetty", "cachelet")
        .with("cachelet.page.site.path", "/**")
        .with("cachelet.page.site.ttl", "1h");
  }

  /** Returns a server whose pages take their time, and expire every two seconds. */
  static Target expiringSite(String container) {
    return Target.of(container, "cachelet")
        .with("cachelet.page.site.path", "/**")
        .with("cachelet.page.site.ttl", "2s")
        .with("cachelet.page.site.stale-while-revalidate", "1m")
        .with("cachelet.cache-status", "on")
        .with("cachelet.cache.pages.jitter", "0")
        .with("cachelet.cache.pages.early-renewal", "0");
  }

  private static String title(String container) {
    return container.equals("jetty") ? "Jetty" : "Tomcat";
  }
}
