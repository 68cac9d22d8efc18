package io.jenkins.plugins.drawbridge.webhook;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one trigger. Holds no secret and no parameter beside the environment.
 *
 * @param queueId Jenkins's own; 0: not queued yet
 */
record TriggerRecord(Wanted wanted, long queueId, Course course, Telling telling) {

    /**
     * What was asked for.
     *
     * @param key what makes a repetition one: the webhook's id or the trigger's
     * @param triggerId the Console's own name for it; empty: it gave none
     * @param job full name
     * @param acceptedAt milliseconds since 1970
     * @param messages the signed webhooks that asked for it: their ids to the digests of their bodies
     */
    record Wanted(
            String key,
            String triggerId,
            String job,
            String environment,
            long acceptedAt,
            Map<String, String> messages) {

        Wanted {
            messages = Map.copyOf(messages);
        }

        private Wanted of(String newJob) {
            return new Wanted(key, triggerId, newJob, environment, acceptedAt, messages);
        }

        private Wanted by(Message message) {
            Map<String, String> more = new TreeMap<>(messages);
            more.put(message.id(), message.digest());
            return new Wanted(key, triggerId, job, environment, acceptedAt, more);
        }
    }

    /**
     * What became of it.
     *
     * @param number of the build; 0: none yet
     * @param result Jenkins's word; empty: none yet
     */
    record Course(int number, State state, String result) {

        private static final Course NONE = new Course(0, State.PENDING, "");
    }

    /**
     * Whether the Console knows.
     *
     * @param told whether it need not be told any more
     * @param attempts how often that was tried
     * @param nextAttempt milliseconds since 1970
     */
    record Telling(boolean told, int attempts, long nextAttempt) {

        private static final Telling NONE = new Telling(false, 0, 0);

        private Telling now() {
            return new Telling(told, attempts, 0);
        }
    }

    static TriggerRecord accepted(Triggers.Wish wish, String job, long now) {
        Wanted wanted = new Wanted(wish.key(), wish.triggerId(), job, wish.environment(), now, Map.of());
        TriggerRecord fresh = new TriggerRecord(wanted, 0, Course.NONE, Telling.NONE);
        Message message = wish.message();
        return message == null ? fresh : fresh.askedForBy(message);
    }

    /** One more webhook that names the same trigger. */
    TriggerRecord askedForBy(Message message) {
        return new TriggerRecord(wanted.by(message), queueId, course, telling);
    }

    TriggerRecord queued(long id) {
        return new TriggerRecord(wanted, id, course, telling);
    }

    TriggerRecord running(int build) {
        return isOf(build) ? on(new Course(build, State.RUNNING, "")) : this;
    }

    TriggerRecord ended(int build, String word) {
        return isOf(build) ? on(new Course(build, State.of(word), word)) : this;
    }

    /** The first build counts: one that was rebuilt, or came back after a crash, has the same cause. */
    private boolean isOf(int build) {
        return number() == 0 || number() == build;
    }

    /** An item left the queue without a build; if it was the one that waited for this. */
    TriggerRecord canceledAs(long id) {
        boolean waits = state() == State.PENDING && (queueId == 0 || queueId == id);
        return waits ? canceled() : this;
    }

    /** It left the queue without a build. */
    TriggerRecord canceled() {
        return on(new Course(0, State.CANCELED, ""));
    }

    private TriggerRecord on(Course further) {
        return new TriggerRecord(wanted, queueId, further, telling.now());
    }

    TriggerRecord of(String newJob) {
        return new TriggerRecord(wanted.of(newJob), queueId, course, telling);
    }

    TriggerRecord asTold() {
        return telling(new Telling(true, attempts() + 1, nextAttempt()));
    }

    TriggerRecord again(long when) {
        return telling(new Telling(false, attempts() + 1, when));
    }

    private TriggerRecord telling(Telling further) {
        return new TriggerRecord(wanted, queueId, course, further);
    }

    /** Whether that webhook's id came before, with another body. */
    boolean contradicts(Message message) {
        String first = messages().get(message.id());
        return first != null && !first.equals(message.digest());
    }

    /** Whether nothing more can become of it. */
    boolean isOver() {
        return queueId == 0 || (state().isFinal() && told());
    }

    String key() {
        return wanted.key();
    }

    String triggerId() {
        return wanted.triggerId();
    }

    String job() {
        return wanted.job();
    }

    String environment() {
        return wanted.environment();
    }

    long acceptedAt() {
        return wanted.acceptedAt();
    }

    Map<String, String> messages() {
        return wanted.messages();
    }

    int number() {
        return course.number();
    }

    State state() {
        return course.state();
    }

    String result() {
        return course.result();
    }

    boolean told() {
        return telling.told();
    }

    int attempts() {
        return telling.attempts();
    }

    long nextAttempt() {
        return telling.nextAttempt();
    }
}
