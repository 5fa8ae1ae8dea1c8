package io.akin.http.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.akin.encoder.EncoderBusyException;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.paper.Paper;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tools as the SDK takes them: what assistants are told of each, and what becomes of errors.
 */
final class ToolBox {
  private static final Logger LOG = System.getLogger(ToolBox.class.getName());
  private static final String DEFINITIONS = "/mcp/tools.json";

  private ToolBox() {}

  /** The tools of a library, in the order of their definitions. */
  static List<SyncToolSpecification> of(Library library) {
    Map<String, Tool> tools = library.tools();
    return definitions().stream()
        .map(
            definition -> {
              Tool tool = Objects.requireNonNull(tools.get(definition.name()), definition.name());
              InputSchema schema =
                  new InputSchema(Message.JSON.valueToTree(definition.inputSchema()));
              return new SyncToolSpecification(
                  definition, (_, request) -> call(tool, schema, request));
            })
        .toList();
  }

  private static List<McpSchema.Tool> definitions() {
    try (InputStream in = ToolBox.class.getResourceAsStream(DEFINITIONS)) {
      return Message.JSON.readValue(
          Objects.requireNonNull(in, DEFINITIONS), new TypeReference<List<McpSchema.Tool>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call never fails: what went wrong is told to the model, which can do better. */
  private static CallToolResult call(Tool tool, InputSchema schema, CallToolRequest request) {
    try {
      JsonNode arguments =
          Message.JSON.valueToTree(Objects.requireNonNullElse(request.arguments(), Map.of()));
      schema.check(arguments);
      Tool.Answer answer = tool.answer(arguments);
      return CallToolResult.builder()
          .addTextContent(answer.text())
          .structuredContent(answer.structured())
          .isError(false)
          .build();
    } catch (ProblemException e) {
      return error(text(e.problem()));
    } catch (EncoderBusyException _) {
      return error("too many texts are waiting to be encoded; try again in a second");
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the tool " + request.name() + " failed", e);
      return error("an unexpected error; the server's log has it");
    }
  }

  private static String text(Problem problem) {
    StringBuilder text = new StringBuilder(problem.detail()).append('\n');
    for (Paper paper : problem.similar()) {
      text.append("- similar: ").append(paper.id().text()).append(", ");
      text.append(paper.title()).append('\n');
    }
    return text.toString();
  }

  private static CallToolResult error(String message) {
    return CallToolResult.builder().addTextContent(message).isError(true).build();
  }
}
