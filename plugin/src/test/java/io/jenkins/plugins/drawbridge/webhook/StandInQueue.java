package io.jenkins.plugins.drawbridge.webhook;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import hudson.cli.CLICommand;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.SimpleParameterDefinition;
import hudson.model.queue.ScheduleResult;
import io.jenkins.plugins.drawbridge.engine.console.StandardWebhook;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import jenkins.model.ParameterizedJobMixIn;

/** A job, Jenkins's queue, and the builds that come out of it. */
final class StandInQueue {

    private final StandInJenkins jenkins;
    private final Queue queue = mock(Queue.class);
    private final Job<?, ?> job = mock(
            Job.class, withSettings().extraInterfaces(Queue.Task.class, ParameterizedJobMixIn.ParameterizedJob.class));
    private final Map<Long, Queue.Item> items = new ConcurrentHashMap<>();
    private final List<List<Object>> scheduled = new CopyOnWriteArrayList<>();
    private final Map<Integer, Run<?, ?>> builds = new ConcurrentHashMap<>();
    private final List<ParameterDefinition> definitions = new ArrayList<>();
    private volatile boolean readable;
    private volatile boolean buildable = true;
    private volatile boolean open = true;
    private volatile long nextId = 4711;

    @SuppressWarnings({"unchecked", "rawtypes"})
    StandInQueue(StandInJenkins jenkins, String name) {
        this.jenkins = jenkins;
        when(jenkins.jenkins().getQueue()).thenReturn(queue);
        when(jenkins.jenkins().getItemByFullName(name, Job.class)).thenReturn((Job) job);
        when(job.getFullName()).thenReturn(name);
        when(job.isBuildable()).then(call -> buildable);
        when(job.hasPermission(Item.READ)).then(call -> readable);
        when(((Job) job).getBuildByNumber(anyInt())).then(call -> builds.get(call.<Integer>getArgument(0)));
        hudson.util.RunList none = mock(hudson.util.RunList.class);
        when(none.iterator()).then(call -> new ArrayList<>(builds.values()).iterator());
        when(((Job) job).getBuilds()).thenReturn(none);
        when(queue.getItem(anyLong())).then(call -> items.get(call.<Long>getArgument(0)));
        when(queue.schedule2(any(), anyInt(), anyList())).then(call -> schedule(call.getArgument(2)));
    }

    private ScheduleResult schedule(List<Object> actions) {
        ScheduleResult result = mock(ScheduleResult.class);
        if (!open) {
            return result;
        }
        scheduled.add(actions);
        Queue.Item item = item(Queue.Item.class, nextId++, causeOf(scheduled.size() - 1));
        items.put(item.getId(), item);
        when(result.getItem()).thenReturn(item);
        return result;
    }

    private <T extends Queue.Item> T item(Class<T> type, long id, ConsoleCause... causes) {
        T item = mock(type);
        when(item.getId()).thenReturn(id);
        when(item.getTask()).thenReturn((Queue.Task) job);
        when(item.getCauses()).thenReturn(List.<Cause>of(causes));
        return item;
    }

    Job<?, ?> job() {
        return job;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    void renamed(String name) {
        when(jenkins.jenkins().getItemByFullName(job.getFullName(), Job.class)).thenReturn(null);
        when(jenkins.jenkins().getItemByFullName(name, Job.class)).thenReturn((Job) job);
        when(job.getFullName()).thenReturn(name);
    }

    StandInQueue property(ConsoleTriggerProperty property) {
        doReturn(property).when(job).getProperty(ConsoleTriggerProperty.class);
        return this;
    }

    StandInQueue readable() {
        readable = true;
        return this;
    }

    /** It takes nothing more. */
    StandInQueue closed() {
        open = false;
        return this;
    }

    StandInQueue disabled() {
        buildable = false;
        return this;
    }

    /** Defines text parameters; of {@code DEPLOY_TYPE} only the two words are taken. */
    StandInQueue parameters(String... names) {
        definitions.clear();
        for (String name : names) {
            SimpleParameterDefinition definition = mock(SimpleParameterDefinition.class);
            when(definition.getName()).thenReturn(name);
            when(definition.isValid(any())).thenReturn(true);
            doAnswer(call -> value(name, call.getArgument(0))).when(definition).createValue(any(String.class));
            definitions.add(definition);
        }
        ParametersDefinitionProperty property = mock(ParametersDefinitionProperty.class);
        when(property.getParameterDefinitions()).thenReturn(definitions);
        doReturn(property).when(job).getProperty(ParametersDefinitionProperty.class);
        return this;
    }

    /** Defines one that is made of a text for command lines only, as the plugin git-parameter does. */
    StandInQueue gitParameter(String name) throws Exception {
        ParameterDefinition definition = mock(ParameterDefinition.class);
        when(definition.getName()).thenReturn(name);
        when(definition.isValid(any())).thenReturn(true);
        doAnswer(call -> value(name, call.getArgument(1)))
                .when(definition)
                .createValue((CLICommand) isNull(), any(String.class));
        definitions.add(definition);
        return this;
    }

    private static ParameterValue value(String name, String text) {
        ParameterValue value = mock(ParameterValue.class);
        when(value.getName()).thenReturn(name);
        when(value.getValue()).thenReturn(text);
        return value;
    }

    /** By a caller who has been recognised. */
    TriggerRecord trigger(String triggerId) throws Refusal, IOException {
        String body = "{\"ENVIRONMENT_TO_DEPLOY\": \"DEV\", \"TRIGGER_ID\": \"" + triggerId + "\"}";
        return new Trigger(job)
                .accept(new Call(
                        new StandardWebhook.Headers(null, null, null),
                        "",
                        null,
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    int scheduled() {
        return scheduled.size();
    }

    Map<String, Object> parametersOf(int which) {
        Map<String, Object> parameters = new ConcurrentHashMap<>();
        for (Object action : scheduled.get(which)) {
            for (Object argument : jenkins.madeWith(action)) {
                if (argument instanceof List<?> values) {
                    values.forEach(
                            one -> parameters.put(((ParameterValue) one).getName(), ((ParameterValue) one).getValue()));
                }
            }
        }
        return parameters;
    }

    /** What Jenkins lets through to a build though its job does not define it. */
    Set<Object> safeParametersOf(int which) {
        return scheduled.get(which).stream()
                .flatMap(action -> jenkins.madeWith(action).stream())
                .filter(Set.class::isInstance)
                .flatMap(names -> ((Set<?>) names).stream())
                .collect(Collectors.toSet());
    }

    ConsoleCause causeOf(int which) {
        return scheduled.get(which).stream()
                .flatMap(action -> jenkins.madeWith(action).stream())
                .map(argument -> argument instanceof Object[] many ? many[0] : argument)
                .filter(ConsoleCause.class::isInstance)
                .map(ConsoleCause.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The item leaves the queue and its build begins. */
    Run<?, ?> begin(int which, int number) {
        items.clear();
        return begin(number, causeOf(which));
    }

    /** One build for all that was asked for: so Jenkins folds equal items of its queue. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Run<?, ?> begin(int number, ConsoleCause... causes) {
        Run<?, ?> run = mock(Run.class);
        when(run.getNumber()).thenReturn(number);
        when(((Run) run).getParent()).thenReturn(job);
        when(run.getCauses()).thenReturn(List.<Cause>of(causes));
        when(run.isBuilding()).thenReturn(true);
        builds.put(number, run);
        return run;
    }

    /** Somebody takes the item out of the queue. */
    Queue.LeftItem cancel(long id, ConsoleCause... causes) {
        items.remove(id);
        Queue.LeftItem left = item(Queue.LeftItem.class, id, causes);
        when(left.isCancelled()).thenReturn(true);
        return left;
    }

    /** A crash: the queue is lost, and its ids start anew. */
    void crash() {
        items.clear();
        nextId = 4711;
    }

    static Run<?, ?> end(Run<?, ?> run, String word) {
        Result result = mock(Result.class);
        when(result.toString()).thenReturn(word);
        when(run.getResult()).thenReturn(result);
        when(run.isBuilding()).thenReturn(false);
        return run;
    }

    void forget() {
        builds.clear();
        items.clear();
    }
}
