// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.util.resource.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The folders of an application.
 *
 * @param application whose base they are in; it may have none
 */
record Folders(Context application) {
  /**
   * Returns what is directly in a folder, as {@code ServletContext.getResourcePaths} tells it; null
   * if there is no such folder.
   *
   * @param folder from the base on, with a slash at both ends
   */
  @Nullable Set<String> paths(String folder) {
    Resource base = application.getBaseResource();
    Resource there = base == null ? null : base.resolve(folder.substring(1));
    if (there == null || !there.isDirectory()) {
      return null;
    }
    Set<String> paths = new TreeSet<>();
    there.list().forEach(inside -> paths.add(folder + name(inside)));
    return paths;
  }

  private static String name(Resource inside) {
    String name = inside.getFileName().replace("/", ""); // folders in archives end with one
    return inside.isDirectory() ? name + "/" : name;
  }
}
