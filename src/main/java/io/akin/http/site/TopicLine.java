package io.akin.http.site;

import io.akin.atlas.Topic;
import java.util.List;

/**
 * A topic in a list of topics.
 *
 * @param growth of the last years, the same of all in the list
 * @param parts the topics it is made of, as far as the list has them
 */
public record TopicLine(
    String name, String address, int papers, Growth.Chart growth, List<TopicLine> parts) {
  public TopicLine {
    parts = List.copyOf(parts);
  }

  static TopicLine of(Topic topic, Growth growth, List<TopicLine> parts) {
    return new TopicLine(topic.name(), address(topic), topic.papers(), growth.chart(), parts);
  }

  static String address(Topic topic) {
    return "/topics/" + topic.slug();
  }
}
