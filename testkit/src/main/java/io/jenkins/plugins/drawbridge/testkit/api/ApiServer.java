package io.jenkins.plugins.drawbridge.testkit.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The API server behind its HTTP listener. Safe for any number of connections at once. */
public final class ApiServer implements HttpHandler {

    private final ApiOptions options;
    private final Users users;
    private final Faults faults = new Faults();
    private final ConcurrentLinkedQueue<ApiRequest> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger watchEpoch = new AtomicInteger();
    private final ApiParts parts;
    private final Router router;
    private final Watches watches;
    private final Controller controller;

    /** What a server works with. */
    public record Surroundings(
            ResourceTable table, Users users, LogSource logs, ScheduledExecutorService executor, Clock clock) {}

    public ApiServer(ApiOptions options, Surroundings surroundings) {
        this.options = options;
        this.users = surroundings.users();
        Store store = new Store();
        Writer writer = new Writer(store, surroundings.clock(), new Admission(store, new Defaults()));
        Collector collector = new Collector(store, surroundings.executor());
        this.parts = new ApiParts(store, surroundings.table(), writer, collector, surroundings.logs());
        this.router = new Router(parts, options);
        this.watches = new Watches(store, options.bookmarkEvery());
        this.controller = new Controller(parts);
        controller.onChange("apiextensions.k8s.io/customresourcedefinitions", new DefinitionListener(parts));
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** The door for controllers and for tests that set things up without a request. */
    public Controller controller() {
        return controller;
    }

    /** Every request so far, in order of arrival. */
    public List<ApiRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets the requests so far. */
    public void forgetRequests() {
        requests.clear();
    }

    /** How many requests of clients really created, changed or removed something; controllers do not count. */
    public long writes() {
        return parts.store().writes();
    }

    /** Ends every watch that is open, as a server that restarts does. */
    public void dropWatches() {
        watchEpoch.incrementAndGet();
    }

    /** Ends watches and stalls; nothing is answered any more. */
    public void stop() {
        stopped.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Connection connection = new Connection(exchange);
        try {
            serve(connection, connection.request());
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt(); // the cluster is being shut down: the connection ends
        } catch (RuntimeException defect) {
            // A defect of the private cluster must not pass for a broken connection.
            defect.printStackTrace();
            throw defect;
        } finally {
            connection.close();
        }
    }

    private void serve(Connection connection, ApiRequest anonymous) throws IOException, InterruptedException {
        ClusterUser user;
        ApiRequest request;
        try {
            user = users.authenticate(connection.evidence());
            request = anonymous.as(user.name());
            requests.add(request);
            if (!options.anonymous() && user.name().equals(Users.ANONYMOUS)) {
                throw StatusException.unauthorized();
            }
        } catch (StatusException problem) {
            if (problem.code() == 401) {
                requests.add(anonymous);
            }
            connection.send(Answer.of(problem));
            return;
        }
        Fault fault = faults.take(request);
        if (fault instanceof Fault.Slow slow) {
            pause(slow.delay());
        }
        answer(new Served(connection, request, user, fault));
    }

    /** A request on its way to the answer. */
    private record Served(Connection connection, ApiRequest request, ClusterUser user, @Nullable Fault fault) {}

    private void answer(Served served) throws IOException, InterruptedException {
        Fault fault = served.fault();
        if (fault instanceof Fault.Close) {
            return;
        }
        if (fault instanceof Fault.Stall stall) {
            pause(stall.time());
            return;
        }
        if (fault instanceof Fault.TooManyRequests busy) {
            served.connection().send(Answer.of(StatusException.tooManyRequests(busy.retryAfterSeconds())));
        } else if (fault instanceof Fault.Failure failure) {
            served.connection().send(Answer.of(FaultAnswers.failure(failure.code())));
        } else if (served.request().isWatch()) {
            watch(served);
        } else if (fault instanceof Fault.CutOff) {
            served.connection().sendHalf(carryOut(served));
        } else {
            served.connection().send(carryOut(served));
        }
    }

    private Answer carryOut(Served served) {
        try {
            return router.answer(served.request(), served.user());
        } catch (StatusException problem) {
            return Answer.of(problem);
        }
    }

    private void watch(Served served) throws IOException, InterruptedException {
        Resource resource;
        try {
            AccessRules.check(served.user(), served.request());
            resource = router.resource(served.request().target());
        } catch (StatusException problem) {
            served.connection().send(Answer.of(problem));
            return;
        }
        OutputStream out = served.connection().stream();
        if (served.fault() instanceof Fault.Gone) {
            out.write(FaultAnswers.goneEvent());
            out.close();
            return;
        }
        int epoch = watchEpoch.get();
        OutputStream limited = served.fault() instanceof Fault.CutOff cut ? new CutOffStream(out, cut.events()) : out;
        watches.run(new Watches.Watch(
                resource, served.request(), limited, () -> stopped.getCount() == 0 || watchEpoch.get() != epoch));
        limited.close();
    }

    private void pause(Duration time) throws InterruptedException {
        if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the cluster was closed");
        }
    }
}
