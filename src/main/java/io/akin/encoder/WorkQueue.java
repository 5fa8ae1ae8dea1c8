package io.akin.encoder;

import io.akin.encoder.Work.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The texts that wait for a device, bounded by their tokens. What is interactive goes first; within
 * a priority, what has waited longest. A text that is here already, waiting or with the device, is
 * joined and not queued again. Thread-safe.
 */
final class WorkQueue {
  private final BatchLimits limits;
  private final long capacity;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition worked = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Map<String, Work> known = new HashMap<>();
  private final Map<Priority, Lane> lanes = new EnumMap<>(Priority.class);
  private long arrivals;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param capacity tokens that may wait, padding not counted; loads may take half of it, one
   *     interactive call a quarter. A single text is accepted where nothing else waits, however
   *     long it is
   */
  WorkQueue(BatchLimits limits, long capacity) {
    this.limits = limits;
    this.capacity = capacity;
    for (Priority priority : Priority.values()) {
      lanes.put(priority, new Lane());
    }
  }

  /** Joins a text that waits or runs already. */
  Optional<Work> join(Call call, String text) throws EncodeException {
    lock.lock();
    try {
      requireOpen();
      return Optional.ofNullable(known.get(text)).map(work -> joined(call, work));
    } finally {
      lock.unlock();
    }
  }

  private Work joined(Call call, Work work) {
    work.join();
    call.joined();
    if (work.isWaiting() && call.priority().compareTo(work.priority()) < 0) {
      lane(work).remove(work);
      work.promote(call.priority());
      lane(work).add(work);
    }
    return work;
  }

  /**
   * Queues a text, or joins it when it has come meanwhile. Waits for room, unless the call is
   * interactive and this would be the first text of it.
   *
   * @throws EncoderBusyException when there is no room for an interactive call to begin
   */
  Work submit(Call call, String text, long[] tokens) throws EncodeException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        requireOpen();
        Work same = known.get(text);
        if (same != null) {
          return joined(call, same);
        }
        if (hasRoom(call, tokens.length)) {
          return added(call, text, tokens);
        }
        if (call.priority() == Priority.INTERACTIVE && !call.begun()) {
          throw new EncoderBusyException();
        }
        room.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(Call call, long tokens) {
    return switch (call.priority()) {
      case LOAD -> fits(lane(Priority.LOAD).tokens(), tokens, capacity / 2);
      case INTERACTIVE ->
          fits(lane(Priority.LOAD).tokens() + lane(Priority.INTERACTIVE).tokens(), tokens, capacity)
              && fits(call.waitingTokens(), tokens, capacity / 4);
    };
  }

  private static boolean fits(long there, long more, long limit) {
    return there == 0 || there + more <= limit;
  }

  private Work added(Call call, String text, long[] tokens) {
    Work work = new Work(text, tokens, call, arrivals++);
    call.accepted(tokens.length);
    known.put(text, work);
    lane(work).add(work);
    worked.signal();
    return work;
  }

  /** Waits for a batch and takes it; empty once the queue is closed. */
  List<Work> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        for (Lane lane : lanes.values()) { // in the order of priorities
          if (!lane.isEmpty()) {
            List<Work> batch = lane.removeBatch(limits);
            batch.forEach(Work::leave);
            room.signalAll();
            return batch;
          }
        }
        worked.await();
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets texts that the device is done with: from now on they are queued anew. */
  void finished(Collection<Work> works) {
    lock.lock();
    try {
      works.forEach(work -> known.remove(work.text(), work));
    } finally {
      lock.unlock();
    }
  }

  /** A call gives texts up; those that nobody else wants, and that have not begun, leave. */
  void abandon(Collection<Work> works) {
    lock.lock();
    try {
      for (Work work : works) {
        if (work.abandon() && work.isWaiting()) {
          lane(work).remove(work);
          work.leave();
          known.remove(work.text(), work);
        }
      }
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more, and gives up what waits. */
  List<Work> close() {
    lock.lock();
    try {
      closed = true;
      List<Work> given = new ArrayList<>();
      for (Lane lane : lanes.values()) {
        given.addAll(lane.removeAll());
      }
      given.forEach(Work::leave);
      known.clear();
      worked.signalAll();
      room.signalAll();
      return given;
    } finally {
      lock.unlock();
    }
  }

  /** Tokens of the texts of a priority that wait, padding not counted. */
  long waitingTokens(Priority priority) {
    lock.lock();
    try {
      return lane(priority).tokens();
    } finally {
      lock.unlock();
    }
  }

  private Lane lane(Work work) {
    return lane(work.priority());
  }

  private Lane lane(Priority priority) {
    Lane lane = lanes.get(priority);
    if (lane == null) {
      throw new AssertionError("every priority has a lane");
    }
    return lane;
  }

  private void requireOpen() throws EncodeException {
    if (closed) {
      throw new EncodeException("the encoder is closed");
    }
  }
}
