package io.jenkins.plugins.drawbridge.standin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A build with a workspace, a log and a folder of its own, and the context of its one step. */
public final class StandInBuild {

    private final Run<?, ?> run = mock(Run.class);
    private final Job<?, ?> job = mock(Job.class);
    private final StepContext context = mock(StepContext.class);
    private final List<Action> actions = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CompletableFuture<Object> end = new CompletableFuture<>();
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final Set<String> sensitive = ConcurrentHashMap.newKeySet();
    private final Path folder;
    private volatile boolean building = true;
    private final AtomicInteger absences = new AtomicInteger();

    @SuppressWarnings({"unchecked", "rawtypes"})
    public StandInBuild(Path folder, Path workspace) {
        this.folder = folder;
        FilePath files = mock(FilePath.class);
        TaskListener listener = mock(TaskListener.class);
        PrintStream printer = new PrintStream(log, true, StandardCharsets.UTF_8);
        try {
            when(files.act(any(FilePath.FileCallable.class)))
                    .then(call -> call.<FilePath.FileCallable<?>>getArgument(0).invoke(workspace.toFile(), null));
            when(context.get(Run.class)).thenReturn((Run) run);
            when(context.get(FilePath.class)).then(call -> workspace(files));
            when(context.get(TaskListener.class)).thenReturn(listener);
            when(context.get(EnvVars.class)).then(call -> new EnvVars(variables));
            when(context.get(EnvironmentExpander.class)).thenReturn(new Sensitive(sensitive));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
        when(listener.getLogger()).thenReturn(printer);
        when(((Run) run).getParent()).thenReturn(job);
        when(run.getRootDir()).thenReturn(folder.toFile());
        when(run.getUrl()).thenReturn("job/shop/7/");
        when(run.isBuilding()).then(call -> building);
        when(run.getExternalizableId()).thenReturn("shop#7");
        when(run.getAction(any())).then(call -> actions.stream()
                .filter(call.<Class<?>>getArgument(0)::isInstance)
                .findFirst()
                .orElse(null));
        doAnswer(call -> actions.add(call.getArgument(0))).when(run).addAction(any());
        doAnswer(call -> end.complete(call.getArgument(0))).when(context).onSuccess(any());
        doAnswer(call -> end.completeExceptionally(call.getArgument(0)))
                .when(context)
                .onFailure(any());
    }

    private static final class Sensitive extends EnvironmentExpander {

        private static final long serialVersionUID = 1L;

        private final Set<String> names;

        private Sensitive(Set<String> names) {
            this.names = names;
        }

        @Override
        public void expand(EnvVars variables) {}

        @Override
        public Set<String> getSensitiveVariables() {
            return names;
        }
    }

    /** Around the step, as {@code environment} and {@code withCredentials} make them. */
    public StandInBuild variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** As {@code withCredentials} makes them. */
    public StandInBuild secretVariable(String name, String value) {
        sensitive.add(name);
        return variable(name, value);
    }

    public StandInBuild parameters(Map<String, String> parameters) {
        ParametersAction action = mock(ParametersAction.class);
        List<ParameterValue> values = new ArrayList<>();
        parameters.forEach((name, value) -> values.add(parameter(name, value)));
        when(action.getParameters()).thenReturn(values);
        when(action.getAllParameters()).thenReturn(values);
        actions.add(action);
        return this;
    }

    /** From {@code build job:} to the first build of a Jenkinsfile: its job defines none of them yet. */
    public StandInBuild undefinedParameters(Map<String, String> parameters) {
        parameters(parameters);
        when(run.getAction(ParametersAction.class).getParameters()).thenReturn(List.of());
        return this;
    }

    /** A password: a build's variables hold its value, too. */
    public StandInBuild sensitiveParameter(String name, String value) {
        ParametersAction action = mock(ParametersAction.class);
        ParameterValue password = parameter(name, value);
        when(password.isSensitive()).thenReturn(true);
        when(action.getParameters()).thenReturn(List.of());
        when(action.getAllParameters()).thenReturn(List.of(password));
        actions.add(action);
        return variable(name, value);
    }

    /** What the job's parameters are if a build is given none. */
    public StandInBuild defaults(Map<String, String> defaults) {
        ParametersDefinitionProperty property = mock(ParametersDefinitionProperty.class);
        List<ParameterDefinition> definitions = new ArrayList<>();
        defaults.forEach((name, value) -> {
            ParameterValue parameter = parameter(name, value);
            ParameterDefinition definition = mock(ParameterDefinition.class);
            when(definition.getDefaultParameterValue()).thenReturn(parameter);
            definitions.add(definition);
        });
        when(property.getParameterDefinitions()).thenReturn(definitions);
        doReturn(property).when(job).getProperty(ParametersDefinitionProperty.class);
        return this;
    }

    private static ParameterValue parameter(String name, String value) {
        ParameterValue parameter = mock(ParameterValue.class);
        when(parameter.getName()).thenReturn(name);
        when(parameter.getValue()).thenReturn(value);
        return parameter;
    }

    /** As Pipeline says it while an agent is not back yet. */
    private FilePath workspace(FilePath files) throws IOException {
        if (absences.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("Unable to create live FilePath for agent-1");
        }
        return files;
    }

    /** The agent of the workspace is not there the next few times that somebody asks. */
    public StandInBuild agentAway(int times) {
        absences.set(times);
        return this;
    }

    /** Where in the flow graph the next step stands. */
    public StandInBuild at(FlowNode node) {
        try {
            when(context.get(FlowNode.class)).thenReturn(node);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
        return this;
    }

    /** The build ended, whatever became of its steps. */
    public void over() {
        building = false;
    }

    public Run<?, ?> run() {
        return run;
    }

    public Job<?, ?> job() {
        return job;
    }

    public StepContext context() {
        return context;
    }

    public File folder() {
        return folder.toFile();
    }

    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** What the step returned. */
    public Object success() throws InterruptedException {
        try {
            return end.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("the step failed; its log:\n" + log(), failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("the step did not end; its log:\n" + log(), late);
        }
    }

    /** Why the step failed. */
    public Throwable failure() throws InterruptedException {
        try {
            throw new AssertionError("the step returned " + end.get(60, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (TimeoutException late) {
            throw new AssertionError("the step did not end; its log:\n" + log(), late);
        }
    }
}
