// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.regex.Pattern;
import org.cachelet.codec.AllowList;
import org.cachelet.codec.CodecException;
import org.jspecify.annotations.Nullable;

/**
 * The classes that Java serialisation may write and read: those on the allow-list, and values and
 * collections of the JDK. Names are asked about before anything is loaded. Thread-safe.
 */
final class SerialClasses {
  private static final Set<String> VALUES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Error",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.Short",
          "java.lang.StackTraceElement",
          "java.lang.String",
          "java.lang.StringBuffer",
          "java.lang.StringBuilder",
          "java.lang.Throwable",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.math.RoundingMode",
          "java.net.URI",
          "java.sql.Date",
          "java.sql.Time",
          "java.sql.Timestamp",
          "java.time.DayOfWeek",
          "java.time.Month",
          "java.time.Ser",
          "java.time.temporal.ChronoUnit",
          "java.util.BitSet",
          "java.util.Calendar",
          "java.util.Currency",
          "java.util.Date",
          "java.util.GregorianCalendar",
          "java.util.Locale",
          "java.util.SimpleTimeZone",
          "java.util.TimeZone",
          "java.util.UUID",
          "sun.util.calendar.ZoneInfo");

  private static final Set<String> COLLECTIONS =
      Set.of(
          "java.util.AbstractMap$SimpleEntry",
          "java.util.AbstractMap$SimpleImmutableEntry",
          "java.util.ArrayDeque",
          "java.util.ArrayList",
          "java.util.Arrays$ArrayList",
          "java.util.CollSer",
          "java.util.EnumMap",
          "java.util.EnumSet",
          "java.util.EnumSet$SerializationProxy",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.LinkedList",
          "java.util.Map$Entry",
          "java.util.Properties",
          "java.util.Stack",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.Vector");

  private static final Set<String> CONCURRENT =
      Set.of(
          "ConcurrentHashMap",
          "ConcurrentHashMap$CollectionView",
          "ConcurrentHashMap$KeySetView",
          "ConcurrentHashMap$Segment",
          "ConcurrentLinkedDeque",
          "ConcurrentLinkedQueue",
          "ConcurrentSkipListMap",
          "ConcurrentSkipListSet",
          "CopyOnWriteArrayList",
          "CopyOnWriteArraySet",
          "TimeUnit",
          "atomic.AtomicBoolean",
          "atomic.AtomicInteger",
          "atomic.AtomicLong",
          "atomic.AtomicReference",
          "locks.AbstractOwnableSynchronizer",
          "locks.AbstractQueuedSynchronizer",
          "locks.ReentrantLock",
          "locks.ReentrantLock$FairSync",
          "locks.ReentrantLock$NonfairSync",
          "locks.ReentrantLock$Sync");

  private static final String CONCURRENT_PACKAGE = "java.util.concurrent.";

  /** Views of collections and the constants of the class. */
  private static final Pattern WRAPPERS =
      Pattern.compile(
          "java\\.util\\.Collections\\$(Unmodifiable|Synchronized|Empty|Singleton)\\w+");

  private static final Pattern EXCEPTIONS =
      Pattern.compile("java\\.(lang|util|util\\.concurrent|io|net|time|text|sql)\\.\\w*Exception");

  private final AllowList allowList;
  private final boolean allowsProxies;

  /** Adds the classes on this list to those of the JDK. */
  SerialClasses(AllowList allowList) {
    this(allowList, false);
  }

  private SerialClasses(AllowList allowList, boolean allowsProxies) {
    this.allowList = allowList;
    this.allowsProxies = allowsProxies;
  }

  /** Returns these, and the proxies whose interfaces are all among these. */
  SerialClasses withProxies() {
    return new SerialClasses(allowList, true);
  }

  /**
   * Returns the class of this name, not initialised, which may be an array's.
   *
   * @throws ClassNotFoundException if it is not there
   * @throws CodecException if it is not allowed
   */
  Class<?> load(String name) throws ClassNotFoundException {
    if (name.startsWith("[")) {
      return loadArray(name);
    }
    if (isOfTheJdk(name) || isOfProxies(name)) {
      return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    }
    Class<?> type = allowList.load(name);
    check(type);
    return type;
  }

  /**
   * Returns the class of the proxies with these interfaces.
   *
   * @throws ClassNotFoundException if one is not there, or no loader sees them all
   * @throws CodecException if proxies or one of these are not allowed
   */
  Class<?> loadProxy(String[] interfaces) throws ClassNotFoundException {
    if (!allowsProxies) {
      throw new CodecException("they hold a proxy, and " + SessionSettings.PROXIES + " is false");
    }
    Class<?>[] types = new Class<?>[interfaces.length];
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader loader = platform;
    for (int i = 0; i < types.length; i++) {
      types[i] = load(interfaces[i]);
      @Nullable ClassLoader own = types[i].getClassLoader();
      loader = own == null || own == platform ? loader : own;
    }
    try {
      return proxyClass(loader, types);
    } catch (IllegalArgumentException e) {
      throw new ClassNotFoundException(String.join(", ", interfaces), e);
    }
  }

  @SuppressWarnings("deprecation") // there is no other way to have the class without an object
  private static Class<?> proxyClass(ClassLoader loader, Class<?>[] interfaces) {
    return Proxy.getProxyClass(loader, interfaces);
  }

  private Class<?> loadArray(String name) throws ClassNotFoundException {
    int dimensions = name.lastIndexOf('[') + 1;
    String element = name.substring(dimensions);
    if (!element.startsWith("L") || !element.endsWith(";")) {
      return Class.forName(name, false, null); // of a primitive type, or of none
    }
    Class<?> type = load(element.substring(1, element.length() - 1));
    for (int i = 0; i < dimensions; i++) {
      type = type.arrayType();
    }
    return type;
  }

  /**
   * Accepts a class whose objects may be written and read.
   *
   * @throws CodecException if it is not allowed
   */
  void check(Class<?> type) {
    if (type.isArray()) {
      check(type.getComponentType());
    } else if (Proxy.isProxyClass(type)) {
      checkProxy(type);
    } else if (allowsProxies && InvocationHandler.class.isAssignableFrom(type)) {
      allowList.checkHandler(type);
    } else if (!type.isPrimitive() && !isOfTheJdk(type.getName()) && !isOfProxies(type.getName())) {
      allowList.checkSerialised(type);
    }
  }

  private void checkProxy(Class<?> type) {
    if (!allowsProxies) {
      throw new CodecException(
          type.getName()
              + " cannot be stored: it is a proxy, and "
              + SessionSettings.PROXIES
              + " is false");
    }
    for (Class<?> each : type.getInterfaces()) {
      check(each);
    }
  }

  /**
   * Returns whether this is what all proxies extend, or what they say that they can be written by.
   */
  private boolean isOfProxies(String name) {
    return allowsProxies
        && (name.equals("java.lang.reflect.Proxy") || name.equals("java.io.Serializable"));
  }

  private static boolean isOfTheJdk(String name) {
    return VALUES.contains(name)
        || COLLECTIONS.contains(name)
        || (name.startsWith(CONCURRENT_PACKAGE)
            && CONCURRENT.contains(name.substring(CONCURRENT_PACKAGE.length())))
        || WRAPPERS.matcher(name).matches()
        || EXCEPTIONS.matcher(name).matches();
  }
}
