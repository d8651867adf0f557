// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Draws the pictures of products: {@code /image/chairs-1/moss-green/17.svg}.
 *
 * <p>The first part names the drawing, the second its colours, the number chooses the background.
 */
public final class ImageServlet extends HttpServlet {
  private static final Pattern PATH = Pattern.compile("/([a-z]+-\\d)/([a-z-]+)/(\\d{1,9})\\.svg");
  private static final Sections SHAPES = Sections.load("/images/shapes.txt");

  private static final Map<String, List<String>> FINISHES =
      SHAPES.rows("finishes").stream().collect(Collectors.toMap(ImageServlet::slug, row -> row));

  private static final List<List<String>> BACKGROUNDS = SHAPES.rows("backgrounds");

  /** Returns the names of all finishes, as visitors read them. */
  static List<String> finishes() {
    return SHAPES.rows("finishes").stream().map(row -> row.get(0)).toList();
  }

  /** Returns the part of an address that stands for a drawing in a finish. */
  static String look(String drawing, String finish) {
    return drawing + "/" + slug(List.of(finish));
  }

  private static String slug(List<String> finish) {
    return finish.get(0).replace(' ', '-');
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
    if (!path.matches()
        || !SHAPES.lists().containsKey(path.group(1))
        || !FINISHES.containsKey(path.group(2))) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] picture =
        frame(shape(path.group(1), path.group(2)), Integer.parseInt(path.group(3)))
            .getBytes(StandardCharsets.UTF_8);
    response.setContentType("image/svg+xml");
    response.setHeader("Cache-Control", "public, max-age=86400");
    response.setContentLength(picture.length);
    response.getOutputStream().write(picture);
  }

  private static String shape(String drawing, String finish) {
    List<String> colours = Objects.requireNonNull(FINISHES.get(finish));
    return String.join("", SHAPES.list(drawing))
        .replace("{a}", colours.get(1))
        .replace("{b}", colours.get(2))
        .replace("{c}", colours.get(3));
  }

  private static String frame(String shape, int number) {
    Random random = new Random(number * 31L);
    random.nextInt(); // the first one hardly differs between near seeds
    List<String> background = BACKGROUNDS.get(random.nextInt(BACKGROUNDS.size()));
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">\
        <linearGradient id="g" x2="0" y2="1"><stop stop-color="%s"/>\
        <stop offset="1" stop-color="%s"/></linearGradient>\
        <rect width="400" height="400" fill="url(#g)"/>\
        <circle cx="%d" cy="%d" r="%d" fill="#fff" opacity=".45"/>%s</svg>
        """
        .formatted(
            background.get(0),
            background.get(1),
            90 + random.nextInt(220),
            100 + random.nextInt(120),
            90 + random.nextInt(70),
            shape);
  }
}
