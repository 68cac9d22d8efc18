package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a test wants to deploy: quick to lose patience, and otherwise as a user who says nothing but smart deploy. */
final class Wish {

    static final Patience QUICK = new Patience(
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            2,
            Duration.ofMillis(400),
            Duration.ofMillis(300),
            Duration.ofMillis(300));

    DeployType type = DeployType.SMART_DEPLOY;
    boolean forceNoSemver;
    boolean ensureNamespace = true;
    boolean dryRun;
    boolean await = true;
    Duration timeout = Duration.ofMinutes(2);
    Duration lockTimeout = Duration.ofMinutes(1);
    Set<String> forceConflictsWith = Set.of();
    boolean pruneEverything;
    Set<String> prune = Set.of();
    Patience patience = QUICK;
    String application = "";
    LockHolder holder = LockHolder.named("test");

    @Nullable Approval approved;

    boolean approvable;
    Cancellation cancellation = new Cancellation();
    Clock clock = Clock.systemUTC();
    Consumer<DeployEvent> listener = event -> {};

    static Wish usual() {
        return new Wish();
    }

    Wish all() {
        type = DeployType.DEPLOY_ALL;
        return this;
    }

    Wish forceNoSemver() {
        forceNoSemver = true;
        return this;
    }

    Wish refusingNewNamespaces() {
        ensureNamespace = false;
        return this;
    }

    Wish dryRun() {
        dryRun = true;
        return this;
    }

    Wish notAwaiting() {
        await = false;
        return this;
    }

    Wish within(Duration bound) {
        timeout = bound;
        return this;
    }

    Wish lockWithin(Duration bound) {
        lockTimeout = bound;
        return this;
    }

    Wish forcing(String... managers) {
        forceConflictsWith = Set.of(managers);
        return this;
    }

    Wish pruneEverything() {
        pruneEverything = true;
        return this;
    }

    Wish pruning(String... kinds) {
        prune = Set.of(kinds);
        return this;
    }

    Wish patience(Patience other) {
        patience = other;
        return this;
    }

    Wish application(String name) {
        application = name;
        return this;
    }

    Wish holder(String name) {
        holder = LockHolder.named(name);
        return this;
    }

    Wish continuing(LockHolder before) {
        holder = before;
        return this;
    }

    Wish approved(Approval approval) {
        approved = approval;
        return this;
    }

    Wish approvable() {
        approvable = true;
        return this;
    }

    Wish cancelledBy(Cancellation other) {
        cancellation = other;
        return this;
    }

    Wish at(Clock other) {
        clock = other;
        return this;
    }

    Wish hearing(Consumer<DeployEvent> other) {
        listener = other;
        return this;
    }

    DeployOptions options() {
        return new DeployOptions(
                type,
                forceNoSemver,
                ensureNamespace,
                dryRun,
                await,
                timeout,
                lockTimeout,
                Scene.WIDTH,
                forceConflictsWith,
                pruneEverything,
                prune,
                patience);
    }
}
