package io.jenkins.plugins.drawbridge.webhook;

import hudson.cli.CLICommand;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.SimpleParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.console.TriggerParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a trigger, checked against a job's definitions. Stateless. */
final class JobParameters {

    /** The Console always sends these; a job need not define them all. */
    private static final Set<String> THE_CONSOLES = Set.of(
            TriggerParameters.REVISION,
            TriggerParameters.ENVIRONMENT,
            TriggerParameters.DEPLOY_TYPE,
            TriggerParameters.FORCE,
            TriggerParameters.NAMESPACE,
            TriggerParameters.TRIGGER_ID);

    private JobParameters() {}

    /**
     * Values for each definition of the job: what was sent, or the default. What the Console said reaches the build though
     * the job does not define it yet, as before the first build of a Jenkinsfile that does; nothing else gets through.
     *
     * @param settled by the newer names
     * @param sent the names as the caller sent them
     * @throws InputException with one line for each fault
     */
    static ParametersAction of(
            Job<?, ?> job, Map<String, String> settled, Map<String, String> renames, Set<String> sent) {
        Map<String, ParameterDefinition> definitions = definitions(job);
        Set<String> consoles = consoles(renames);
        Map<String, String> wanted = byTheirNames(settled, renames, definitions.keySet(), sent);
        List<String> faults = new ArrayList<>();
        List<ParameterValue> values = new ArrayList<>();
        definitions.forEach((name, definition) -> {
            ParameterValue value = value(definition, wanted.get(name), faults);
            if (value != null) {
                values.add(value);
            }
        });
        wanted.forEach((name, value) -> {
            if (!definitions.containsKey(name) && consoles.contains(name)) {
                values.add(new StringParameterValue(name, value));
            } else if (!definitions.containsKey(name)) {
                faults.add("the job has no parameter " + name);
            }
        });
        if (!faults.isEmpty()) {
            throw new InputException(String.join("; ", faults));
        }
        return new ParametersAction(values, consoles);
    }

    private static Set<String> consoles(Map<String, String> renames) {
        return THE_CONSOLES.stream()
                .flatMap(name -> TriggerParameters.namesOf(name, renames).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, ParameterDefinition> definitions(Job<?, ?> job) {
        Map<String, ParameterDefinition> definitions = new LinkedHashMap<>();
        ParametersDefinitionProperty property = job.getProperty(ParametersDefinitionProperty.class);
        if (property != null) {
            property.getParameterDefinitions().forEach(one -> definitions.put(one.getName(), one));
        }
        return definitions;
    }

    /**
     * A job that defines older or renamed names gets the value under those too; one that defines none, under those that it
     * was sent with.
     */
    private static Map<String, String> byTheirNames(
            Map<String, String> settled, Map<String, String> renames, Set<String> defined, Set<String> sent) {
        Map<String, String> values = new LinkedHashMap<>(settled);
        settled.forEach((name, value) -> {
            List<String> names = TriggerParameters.namesOf(name, renames);
            Set<String> known = names.stream().anyMatch(defined::contains) ? defined : sent;
            names.stream().filter(known::contains).forEach(other -> values.put(other, value));
        });
        return values;
    }

    private static @Nullable ParameterValue value(
            ParameterDefinition definition, @Nullable String sent, List<String> faults) {
        if (sent == null) {
            return definition.getDefaultParameterValue();
        }
        String fault = "the parameter " + definition.getName() + " does not take this value";
        try {
            ParameterValue value = made(definition, sent);
            if (value != null && definition.isValid(value)) {
                return value;
            }
        } catch (IOException | RuntimeException noChoice) { // so definitions say that they do not take it
            faults.add(fault);
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        faults.add(fault);
        return null;
    }

    /** Git parameters and the like make values of a text only for a command line; without one, files stay out of reach. */
    private static @Nullable ParameterValue made(ParameterDefinition definition, String sent)
            throws IOException, InterruptedException {
        return definition instanceof SimpleParameterDefinition simple
                ? simple.createValue(sent)
                : definition.createValue((CLICommand) null, sent);
    }
}
