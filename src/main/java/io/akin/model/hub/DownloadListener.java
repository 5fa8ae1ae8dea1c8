package io.akin.model.hub;

/** Hears how a download goes, in the thread that asked for it. */
public interface DownloadListener {
  /** All is known, and no file has been asked for. */
  void announced(Announcement announcement);

  /** So many bytes of all files are here now; fewer than before where a file begins anew. */
  void received(long bytes);

  /** Why the download waits, in words. */
  void noted(String text);
}
