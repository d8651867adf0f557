// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.SettingType;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * What expressions can do with the cached content around them: {@code ${#cache.tag('catalog')}}.
 * All methods return an empty text, so that they can stand in any attribute or text. Used by one
 * request.
 */
public final class CacheExpressions {
  private static final SettingType<Duration> DURATIONS = SettingType.duration();
  private static final String NOTHING = "";

  private final Engine engine;
  private final IExpressionContext context;

  CacheExpressions(Engine engine, IExpressionContext context) {
    this.engine = engine;
    this.context = context;
  }

  /** Adds tags by which the content around can be invalidated. */
  public String tag(Object... tags) {
    Actions.tag(flat(tags));
    return NOTHING;
  }

  /** Does not have the content around stored or shared, and says why in the log. */
  public String refuse(String reason) {
    Actions.refuse(reason);
    return NOTHING;
  }

  /** Makes the content around fresh for no longer than this, such as {@code 10m}. */
  public String limit(String lifetime) {
    Dependencies.current().limitLifetime(DURATIONS.parse("#cache.limit", lifetime));
    return NOTHING;
  }

  /** Makes the content around fresh for no longer than this. */
  public String limit(Duration lifetime) {
    Dependencies.current().limitLifetime(lifetime);
    return NOTHING;
  }

  /** Invalidates all fragments with a name. */
  public String evict(String name) {
    return evict(name, List.of());
  }

  /**
   * Invalidates all fragments with a name and this value in their vary, or with these, if a list.
   */
  public String evict(String name, @Nullable Object vary) {
    @Nullable Object[] values = vary instanceof List<?> list ? list.toArray() : new Object[] {vary};
    Actions.evict(engine.around(context).caches().fragments(), name, values);
    return NOTHING;
  }

  private static List<?> flat(Object... tags) {
    return tags.length == 1 && tags[0] instanceof List<?> list ? list : Arrays.asList(tags);
  }

  /** Makes the object for each context. */
  record Factory(Engine engine) implements IExpressionObjectFactory {
    private static final String NAME = "cache";

    @Override
    public Set<String> getAllExpressionObjectNames() {
      return Set.of(NAME);
    }

    @Override
    public @Nullable Object buildObject(IExpressionContext context, String name) {
      return name.equals(NAME) ? new CacheExpressions(engine, context) : null;
    }

    @Override
    public boolean isCacheable(String name) {
      return true;
    }
  }
}
