package io.akin.benchmark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Curves of recall against queries a second, as an SVG. Recall is drawn by the logarithm of what is
 * missed, so that 0.9, 0.99 and 0.999 are equally far apart; the rate by its logarithm too.
 */
final class RecallPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;
  private static final int LEFT = 80;
  private static final int RIGHT = 120;
  private static final int TOP = 40;
  private static final int BOTTOM = 60;
  private static final List<String> COLOURS =
      List.of("#0b57d0", "#b3261e", "#146c2e", "#7d4e00", "#6b3fa0");
  private static final double[] RECALLS = {0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999};

  /**
   * A place of a curve.
   *
   * @param recall of the ten nearest, 0 to 1
   * @param rate queries a second by one thread
   * @param rateOfTwo the same by two threads
   */
  record Point(double recall, double rate, double rateOfTwo) {}

  /** What one contender reaches, from few candidates to many. */
  record Curve(String name, List<Point> points) {
    @Override
    public String toString() {
      return points.stream()
          .map(
              point ->
                  "  recall %.4f: %6.0f queries/s, %6.0f by two threads"
                      .formatted(point.recall, point.rate, point.rateOfTwo))
          .collect(Collectors.joining("\n", name + "\n", ""));
    }
  }

  private final double worst;
  private final double best;
  private final double slowest;
  private final double fastest;
  private final StringBuilder svg = new StringBuilder();

  private RecallPlot(List<Curve> curves) {
    List<Point> points = curves.stream().flatMap(curve -> curve.points.stream()).toList();
    this.worst = points.stream().mapToDouble(point -> missed(point.recall)).min().orElse(0);
    this.best = points.stream().mapToDouble(point -> missed(point.recall)).max().orElse(1);
    this.slowest = rates(points).min().orElse(1);
    this.fastest = rates(points).max().orElse(10);
  }

  private static DoubleStream rates(List<Point> points) {
    return points.stream().flatMapToDouble(point -> DoubleStream.of(point.rate, point.rateOfTwo));
  }

  private static double missed(double recall) {
    return -Math.log10(Math.max(1 - recall, 1e-4));
  }

  /** Draws the curves: one thread in a full line, two in a dashed one. */
  static String svg(String title, List<Curve> curves) {
    RecallPlot plot = new RecallPlot(curves);
    plot.frame(title);
    for (int i = 0; i < curves.size(); i++) {
      plot.curve(curves.get(i), COLOURS.get(i % COLOURS.size()), i);
    }
    return plot.svg.append("</svg>\n").toString();
  }

  private void frame(String title) {
    add(
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif'"
                + " font-size='12'>")
            .formatted(WIDTH, HEIGHT));
    add("<rect width='%d' height='%d' fill='#fff'/>".formatted(WIDTH, HEIGHT));
    add("<text x='%d' y='24' font-size='15'>%s</text>".formatted(LEFT, title));
    for (double recall : RECALLS) {
      if (missed(recall) >= worst && missed(recall) <= best) {
        double x = x(recall);
        add("<path d='M%.1f %dV%d' stroke='#ddd'/>".formatted(x, TOP, HEIGHT - BOTTOM));
        add(
            "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>"
                .formatted(x, HEIGHT - BOTTOM + 18, recall));
      }
    }
    for (double rate = 1; rate <= fastest; rate *= 10) {
      for (int times : new int[] {1, 2, 5}) {
        if (times * rate >= slowest && times * rate <= fastest) {
          double y = y(times * rate);
          add("<path d='M%d %.1fH%d' stroke='#ddd'/>".formatted(LEFT, y, WIDTH - RIGHT));
          add(
              "<text x='%d' y='%.1f' text-anchor='end'>%.0f</text>"
                  .formatted(LEFT - 8, y + 4, times * rate));
        }
      }
    }
    add(
        "<text x='%d' y='%d' text-anchor='middle'>recall@10</text>"
            .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16));
    add(
        ("<text x='20' y='%d' transform='rotate(-90 20 %1$d)' text-anchor='middle'>queries a second;"
                + " dashed: two threads</text>")
            .formatted((TOP + HEIGHT - BOTTOM) / 2));
  }

  private void curve(Curve curve, String colour, int place) {
    line(curve.points.stream().map(point -> place(point.recall, point.rate)).toList(), colour, "");
    line(
        curve.points.stream().map(point -> place(point.recall, point.rateOfTwo)).toList(),
        colour,
        " stroke-dasharray='5 4'");
    add(
        "<text x='%d' y='%d' fill='%s'>%s</text>"
            .formatted(WIDTH - RIGHT + 12, TOP + 16 + 20 * place, colour, curve.name));
  }

  private void line(List<String> places, String colour, String dashes) {
    add(
        "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'%s/>"
            .formatted(String.join(" ", places), colour, dashes));
  }

  private String place(double recall, double rate) {
    return "%.1f,%.1f".formatted(x(recall), y(rate));
  }

  private double x(double recall) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (missed(recall) - worst) / Math.max(best - worst, 1e-9);
  }

  private double y(double rate) {
    double share = Math.log(rate / slowest) / Math.max(Math.log(fastest / slowest), 1e-9);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }
}
