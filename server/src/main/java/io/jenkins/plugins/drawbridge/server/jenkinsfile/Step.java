package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A step. */
public sealed interface Step {

    /** Its name in the Jenkinsfile. */
    default String name() {
        String type = getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    record Echo(Term message) implements Step {}

    record Fail(Term message) implements Step {
        @Override
        public String name() {
            return "error";
        }
    }

    /** {@code checkout scm}. */
    record Checkout() implements Step {}

    record Dir(Term path, List<Step> steps) implements Step {}

    /** Each of {@code NAME=value}. */
    record WithEnv(List<Term> variables, List<Step> steps) implements Step {}

    record Timeout(Duration time, List<Step> steps) implements Step {}

    record Retry(int count, List<Step> steps) implements Step {}

    /** Results are {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code ABORTED} or {@code NOT_BUILT}. */
    record CatchError(
            String buildResult, String stageResult, boolean catchInterruptions, Term message, List<Step> steps)
            implements Step {}

    /** @param submitters user ids, separated by commas in the Jenkinsfile; empty: everyone who may approve */
    record Input(Term message, Term ok, List<String> submitters) implements Step {}

    /** A step of ours: {@code smartDiff} or {@code smartDeploy}; its arguments are checked against the step's own list. */
    record Smart(String step, Map<String, Term> arguments, int line) implements Step {
        @Override
        public String name() {
            return step;
        }
    }
}
