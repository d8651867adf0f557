// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws the pictures of products: {@code /image/look/number.svg}; the number picks the colours. */
public final class ImageServlet extends HttpServlet {
  private static final Pattern PATH = Pattern.compile("/([a-z]+-\\d)/(\\d{1,9})\\.svg");
  private static final Sections SHAPES = Sections.load("/images/shapes.txt");

  /**
   * The colours of a thing.
   *
   * @param main its own colour
   * @param dark the same in shade
   * @param light what goes with it
   */
  private record Paint(String main, String dark, String light) {}

  private static final List<Paint> PAINTS =
      List.of(
          new Paint("#b8573a", "#7d3823", "#eccdb9"),
          new Paint("#c9912f", "#8c6119", "#f3e2bd"),
          new Paint("#71834c", "#495731", "#dfe5cb"),
          new Paint("#2f5d50", "#1c3b33", "#c9dcd2"),
          new Paint("#3d7387", "#254c5b", "#cfe1e6"),
          new Paint("#3a4a6b", "#232e46", "#d3d9e8"),
          new Paint("#7a4663", "#502b40", "#e8d2de"),
          new Paint("#c4a182", "#8a6a4d", "#f4e9dd"),
          new Paint("#d6907c", "#9c5a48", "#f7ded6"),
          new Paint("#55565a", "#323337", "#dddcd8"));

  private static final List<List<String>> BACKGROUNDS =
      List.of(
          List.of("#f6f1e7", "#e9dfcd"),
          List.of("#eef3f3", "#d8e3e4"),
          List.of("#f1f3e8", "#dde3cc"),
          List.of("#f8eee8", "#eed8cc"),
          List.of("#f1eef4", "#dfd8e6"));

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
    if (!path.matches() || !SHAPES.lists().containsKey(path.group(1))) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] picture =
        draw(path.group(1), Integer.parseInt(path.group(2))).getBytes(StandardCharsets.UTF_8);
    response.setContentType("image/svg+xml");
    response.setHeader("Cache-Control", "public, max-age=86400");
    response.setContentLength(picture.length);
    response.getOutputStream().write(picture);
  }

  private static String draw(String look, int number) {
    Random random = new Random(number * 31L);
    random.nextInt(); // the first one hardly differs between near seeds
    Paint paint = PAINTS.get(random.nextInt(PAINTS.size()));
    List<String> back = BACKGROUNDS.get(random.nextInt(BACKGROUNDS.size()));
    String shape =
        String.join("", SHAPES.list(look))
            .replace("{a}", paint.main())
            .replace("{b}", paint.dark())
            .replace("{c}", paint.light());
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">\
        <linearGradient id="g" x2="0" y2="1"><stop stop-color="%s"/>\
        <stop offset="1" stop-color="%s"/></linearGradient>\
        <rect width="400" height="400" fill="url(#g)"/>\
        <circle cx="%d" cy="%d" r="%d" fill="#fff" opacity=".45"/>%s</svg>
        """
        .formatted(
            back.get(0),
            back.get(1),
            90 + random.nextInt(220),
            100 + random.nextInt(120),
            90 + random.nextInt(70),
            shape);
  }
}
