package io.akin.model.hub;

import io.akin.paper.Text;
import io.akin.remote.ServerAddress;
import java.net.http.HttpResponse;

/**
 * What it means that a hub does not give something, in words for the person who wants it.
 *
 * @param withToken whether the hub was told who asks
 */
record Refusal(
    ServerAddress endpoint, RepositoryName repository, String revision, boolean withToken) {

  HubException of(HttpResponse<byte[]> response, String subject) {
    int status = response.statusCode();
    String server = ServerAddress.server(response.uri());
    String code = response.headers().firstValue("X-Error-Code").orElse("");
    if (!endpoint.serves(response.uri())) {
      return new HubException(
          "%s, to which the endpoint sends for %s, refuses it: HTTP %d; run the same command again to go on"
              .formatted(server, subject, status));
    }
    if (code.equals("GatedRepo") || status == 403) {
      return new HubException(
          "%s is gated: accept its terms at %s, then %s"
              .formatted(
                  repository,
                  page(),
                  withToken
                      ? "check that the token in HF_TOKEN is of the same account and may read gated models"
                      : "set HF_TOKEN to an access token of your account"));
    }
    if (status == 401) {
      return new HubException(
          withToken
              ? "%s does not know the token in HF_TOKEN, or %s is not there; check both"
                  .formatted(server, repository)
              : "%s shows no model %s to everybody; check the name, or set HF_TOKEN to an access token if the model is private or gated"
                  .formatted(server, repository));
    }
    if (code.equals("RevisionNotFound")) {
      return new HubException(
          "%s has no revision %s; look at %s and give one with --revision"
              .formatted(repository, Text.shortened(revision), page()));
    }
    if (status == 404 && subject.equals(repository.text())) {
      return new HubException(
          "there is no model %s with a revision %s at %s; check the name, which is owner/name"
              .formatted(repository, Text.shortened(revision), endpoint));
    }
    String said = response.headers().firstValue("X-Error-Message").orElse("");
    return new HubException(
        "%s refuses %s: HTTP %d%s; check what was asked for"
            .formatted(
                server, subject, status, said.isEmpty() ? "" : " (" + Text.shortened(said) + ")"));
  }

  private String page() {
    return endpoint.at("/" + repository).toString();
  }
}
