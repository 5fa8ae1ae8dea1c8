package io.akin.model.hub;

import io.akin.remote.Pause;
import io.akin.remote.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Downloads the files of a model. A run that was interrupted, in whatever way, is gone on with by
 * another one into the same draft: files that are whole are not fetched again, others from where
 * they end.
 */
public final class ModelDownload {
  /** Content that is not what the hub says it is: asked for so often. */
  private static final int TRIES = 2;

  private final DownloadRequest request;
  private final Retries retries;
  private final Pause pause;
  private final InstantSource clock;
  private final DownloadListener listener;
  private final Disk disk;

  /** How much fits on the disk of a folder. */
  @FunctionalInterface
  interface Disk {
    long freeBytes(Path folder) throws IOException;
  }

  /** Asks for nothing yet. */
  public ModelDownload(
      DownloadRequest request,
      Retries retries,
      Pause pause,
      InstantSource clock,
      DownloadListener listener) {
    this(
        request,
        retries,
        pause,
        clock,
        listener,
        folder -> Files.getFileStore(folder).getUsableSpace());
  }

  ModelDownload(
      DownloadRequest request,
      Retries retries,
      Pause pause,
      InstantSource clock,
      DownloadListener listener,
      Disk disk) {
    this.request = request;
    this.retries = retries;
    this.pause = pause;
    this.clock = clock;
    this.listener = listener;
    this.disk = disk;
  }

  /**
   * Downloads into a draft, which holds the files of the model and nothing else afterwards.
   *
   * @throws HubException when the hub has no such model, one that is too large or of no use, or
   *     does not give it; or when the disk is too small
   */
  public DownloadedModel into(DraftFolder draft) throws IOException {
    try (Hub hub = new Hub(request, retries, pause, clock, listener)) {
      DownloadPlan plan = DownloadPlan.of(hub.snapshot(), request.weights());
      try (DraftFolder.Lock _ = draft.lock()) {
        draft.keepOnly(plan.files());
        return fetch(hub, plan, draft);
      }
    }
  }

  private DownloadedModel fetch(Hub hub, DownloadPlan plan, DraftFolder draft) throws IOException {
    Map<RemoteFile, ContentDigests> whole = wholeFiles(plan, draft);
    long here = whole.keySet().stream().mapToLong(RemoteFile::bytes).sum();
    long begun = 0;
    for (RemoteFile file : plan.files()) {
      begun += whole.containsKey(file) ? 0 : begun(file, draft);
    }
    Snapshot snapshot = plan.snapshot();
    listener.announced(
        new Announcement(
            snapshot.repository(),
            snapshot.commit(),
            snapshot.licence(),
            plan.weights(),
            plan.files().size(),
            plan.bytes(),
            here + begun));
    requireSpace(plan.bytes() - here - begun, draft);
    List<DownloadedModel.File> files = new ArrayList<>();
    long before = here;
    for (RemoteFile file : plan.files()) {
      ContentDigests digests = whole.get(file);
      if (digests == null) {
        digests = fetch(hub, snapshot.commit(), file, draft, before);
        before += file.bytes();
      }
      files.add(new DownloadedModel.File(file.path(), file.bytes(), digests.sha256()));
    }
    return new DownloadedModel(
        request.endpoint(),
        snapshot.repository(),
        snapshot.commit(),
        snapshot.licence(),
        plan.weights(),
        files,
        plan.bytes() - here - begun);
  }

  /** The files that an earlier run has left whole; others of their names are deleted. */
  private static Map<RemoteFile, ContentDigests> wholeFiles(DownloadPlan plan, DraftFolder draft)
      throws IOException {
    Map<RemoteFile, ContentDigests> whole = new HashMap<>();
    for (RemoteFile file : plan.files()) {
      Path at = draft.file(file);
      if (!Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      ContentDigests digests = ContentDigests.of(at);
      if (file.digest().matches(digests)) {
        whole.put(file, digests);
      } else {
        Files.delete(at);
      }
    }
    return whole;
  }

  private static long begun(RemoteFile file, DraftFolder draft) throws IOException {
    Path part = draft.part(file);
    return Files.exists(part) ? Math.min(Files.size(part), file.bytes()) : 0;
  }

  private void requireSpace(long missing, DraftFolder draft) throws IOException {
    long free = disk.freeBytes(draft.path());
    if (free < missing) {
      throw new HubException(
          ("%s has room for %s, but %s are to come; free some, or choose smaller weights with"
                  + " --weights, and run the same command again")
              .formatted(
                  draft.path(), DownloadPlan.megabytes(free), DownloadPlan.megabytes(missing)));
    }
  }

  private ContentDigests fetch(
      Hub hub, String commit, RemoteFile file, DraftFolder draft, long before) throws IOException {
    Path part = draft.part(file);
    for (int tries = 1; ; tries++) {
      String fault;
      try {
        if (begun(file, draft) < file.bytes()) {
          hub.fetch(commit, file, part, received -> listener.received(before + received));
        } else if (file.bytes() == 0) {
          Files.write(part, new byte[0]);
        }
        ContentDigests found = ContentDigests.of(part);
        if (file.digest().matches(found)) {
          draft.finish(file);
          listener.received(before + file.bytes());
          return found;
        }
        fault = "SHA-256 " + found.sha256();
      } catch (FileBody.TooLongException _) {
        fault = "more than %,d bytes".formatted(file.bytes());
      }
      Files.deleteIfExists(part);
      if (tries == TRIES) {
        throw new HubException(
            ("%s gives another %s than it promises, for the second time: %s, expected %s. Nothing of"
                    + " it was kept; try another --endpoint, or the same one later")
                .formatted(request.endpoint(), file.path(), fault, file.digest()));
      }
      listener.noted(
          "%s is not what was promised (%s); fetching it once more".formatted(file.path(), fault));
    }
  }
}
