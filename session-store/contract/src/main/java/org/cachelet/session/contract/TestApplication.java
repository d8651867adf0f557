// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The application of the tests, which a container starts by running this initializer. It has one
 * servlet, {@link StepServlet} at {@code /do/*}; {@link #USER} may log in with {@link #PASSWORD}.
 *
 * @param contextPath empty for the root
 * @param node what this server is called in the {@link Events}
 * @param settings context parameters, as {@code cachelet.redis.url}
 * @param listeners in the order of registration
 * @param filters of the application, in order, for all dispatches
 * @param more what else is done at the start
 */
public record TestApplication(
    String contextPath,
    String node,
    Map<String, String> settings,
    List<EventListener> listeners,
    List<Filter> filters,
    Consumer<ServletContext> more)
    implements ServletContainerInitializer {
  /** Who may log in. */
  public static final String USER = "ada";

  /** What she logs in with. */
  public static final String PASSWORD = "secret";

  /** The role that she has. */
  public static final String ROLE = "visitor";

  /** The minutes after which sessions expire. */
  public static final int TIMEOUT_MINUTES = 30;

  /** Which classes may be in sessions. */
  public static final String ALLOWED = "org.cachelet.session.contract.*";

  /** Copies what it is given. */
  public TestApplication {
    settings = Map.copyOf(settings);
    listeners = List.copyOf(listeners);
    filters = List.copyOf(filters);
  }

  /** Returns an application at the root, with its sessions in this Redis. */
  public static TestApplication of(String node, String redisUrl) {
    return new TestApplication(
        "",
        node,
        Map.of(
            "cachelet.redis.url", redisUrl,
            "cachelet.session.allow", ALLOWED,
            "cachelet.session.redis-timeout", "5s"), // a busy machine is no slow Redis
        List.of(),
        List.of(),
        context -> {});
  }

  /** Returns this at another path. */
  public TestApplication at(String path) {
    return new TestApplication(path, node, settings, listeners, filters, more);
  }

  /** Returns this with a setting or another value of one. */
  public TestApplication with(String setting, String value) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put(setting, value);
    return new TestApplication(contextPath, node, all, listeners, filters, more);
  }

  /** Returns this with a listener more. */
  public TestApplication with(EventListener listener) {
    List<EventListener> all = new ArrayList<>(listeners);
    all.add(listener);
    return new TestApplication(contextPath, node, settings, all, filters, more);
  }

  /** Returns this with a filter more. */
  public TestApplication with(Filter filter) {
    List<Filter> all = new ArrayList<>(filters);
    all.add(filter);
    return new TestApplication(contextPath, node, settings, listeners, all, more);
  }

  /** Returns this with more to do at the start. */
  public TestApplication with(Consumer<ServletContext> start) {
    return new TestApplication(
        contextPath, node, settings, listeners, filters, more.andThen(start));
  }

  /** Registers all that the application has. */
  @Override
  public void onStartup(Set<Class<?>> none, ServletContext context) {
    context.setAttribute(Events.NODE, node);
    context.setSessionTimeout(TIMEOUT_MINUTES);
    for (EventListener listener : listeners) {
      context.addListener(listener);
    }
    for (Filter filter : filters) {
      FilterRegistration.Dynamic added = context.addFilter(filter.getClass().getName(), filter);
      added.setAsyncSupported(true);
      added.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }
    ServletRegistration.Dynamic steps = context.addServlet("steps", new StepServlet());
    steps.setAsyncSupported(true);
    steps.addMapping("/do/*");
    more.accept(context);
  }
}
