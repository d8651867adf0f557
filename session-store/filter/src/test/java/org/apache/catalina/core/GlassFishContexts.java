// SPDX-License-Identifier: Apache-2.0
package org.apache.catalina.core;

import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.util.List;

/**
 * What GlassFish and Payara make of Tomcat's contexts, in Tomcat's package as there: the facade,
 * the context behind it and the one that knows the listeners hold each other, round and round.
 */
public final class GlassFishContexts {
  private GlassFishContexts() {}

  /** Returns the facade of a context that tells its listeners. */
  public static ServletContext telling(List<Object> ofSessions, List<Object> ofAttributes) {
    Facade facade = new Facade();
    facade.context = new Behind(new Telling(facade, ofSessions, ofAttributes));
    return facade;
  }

  /** Returns the facade of a context that tells nothing. */
  public static ServletContext silent() {
    Facade facade = new Facade();
    facade.context = new Behind(facade);
    return facade;
  }

  /** The context that an application sees; it declares no listeners. */
  private static final class Facade extends ApplicationContextFacade {
    @SuppressWarnings("UnusedVariable") // it is found by its name
    private Object context;

    Facade() {
      super(null);
    }

    @Override
    public InputStream getResourceAsStream(String path) {
      return null;
    }

    @Override
    public ClassLoader getClassLoader() {
      return ClassLoader.getPlatformClassLoader();
    }

    @Override
    public Object getAttribute(String name) {
      return null;
    }
  }

  /** The context behind the facade. */
  private record Behind(Object context) {}

  /** The context that knows the listeners, by other names than in Tomcat. */
  public record Telling(
      ServletContext context, List<Object> ofSessions, List<Object> ofAttributes) {
    /** Returns those of sessions. */
    public List<Object> getSessionListeners() {
      return ofSessions;
    }

    /** Returns those of attributes and ids. */
    public List<Object> getApplicationEventListeners() {
      return ofAttributes;
    }
  }
}
