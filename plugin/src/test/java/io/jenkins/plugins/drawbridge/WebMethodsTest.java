package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Every web method that the plugin has, its verb, and who may call it. */
public class WebMethodsTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "io.jenkins.plugins.drawbridge.config",
                    "io.jenkins.plugins.drawbridge.steps",
                    "io.jenkins.plugins.drawbridge.report",
                    "io.jenkins.plugins.drawbridge.webhook");

    /** A method is added here together with the reason why that permission is the right one. */
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry("ClusterDefinition$DescriptorImpl.doCheckId", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ClusterDefinition$DescriptorImpl.doCheckUrl", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ClusterDefinition$DescriptorImpl.doFillCredentialsIdItems", "POST item credentials"),
            Map.entry("ClusterDefinition$DescriptorImpl.doTestConnection", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ConsoleDefinition$DescriptorImpl.doFillCredentialsIdItems", "POST item credentials"),
            Map.entry("EnvironmentDefinition$DescriptorImpl.doCheckNamespace", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ProxyHeader$DescriptorImpl.doFillCredentialsIdItems", "POST item credentials"),
            Map.entry("ProxyHop$DescriptorImpl.doFillClientCertificateIdItems", "POST item credentials"),
            Map.entry("ProxyHop$DescriptorImpl.doFillCredentialsIdItems", "POST item credentials"),
            Map.entry("SocksHop$DescriptorImpl.doFillCredentialsIdItems", "POST item credentials"),
            Map.entry("SshHop$DescriptorImpl.doFillCredentialsIdItems", "POST item credentials"),
            Map.entry("SshHop$DescriptorImpl.doCheckHostKey", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ConsoleTriggerProperty$DescriptorImpl.doFillCredentialsIdItems", "POST item credentials"),
            Map.entry("ManifestStepDescriptor.doCheckFilteredJobTimeout", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ManifestStepDescriptor.doCheckLockTimeout", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ManifestStepDescriptor.doCheckTimeout", "POST item CONFIGURE, or ADMINISTER"),
            Map.entry("ManifestStepDescriptor.doFillClusterItems", "POST item places"),
            Map.entry("ManifestStepDescriptor.doFillDeployTypeItems", "POST item places"),
            Map.entry("ManifestStepDescriptor.doFillEnvironmentItems", "POST item places"),
            Map.entry("ManifestStepDescriptor.doFillForceDeployWhenNoSemverItems", "POST item places"),
            Map.entry("SectionPage.doLive", "GET build READ"),
            Map.entry("SectionPage.doReport", "GET build READ"),
            Map.entry("ConsoleRoot.doTriggerJob", "POST the job's secret"),
            Map.entry("ConsoleRoot.doBuild", "GET item READ, or the job's secret"),
            Map.entry("ConsoleRoot.doQueue", "GET item READ, or the job's secret"),
            Map.entry("ConsoleRoot.doTrigger", "GET item READ, or the job's secret")));

    @Test
    public void each_web_method_has_its_verb_and_asks_for_its_permission() {
        Map<String, String> found = new TreeMap<>();
        for (JavaMethod method : webMethods()) {
            found.put(
                    method.getOwner().getName().replaceAll(".*\\.", "") + "." + method.getName(),
                    verb(method) + " " + permission(method));
        }

        assertThat(found).isEqualTo(EXPECTED);
    }

    @Test
    public void what_asks_for_an_item_s_permission_is_told_which_item() {
        assertThat(webMethods())
                .filteredOn(method ->
                        permission(method).startsWith("item ") && verb(method).equals("POST"))
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(method.getParameters().get(0)).satisfies(first -> {
                    assertThat(first.getRawType().isEquivalentTo(Item.class)).isTrue();
                    assertThat(first.isAnnotatedWith(AncestorInPath.class)).isTrue();
                }));
    }

    private static List<JavaMethod> webMethods() {
        return OURS.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().matches("do[A-Z].*"))
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
    }

    private static String verb(JavaMethod method) {
        Set<String> verbs = new TreeSet<>();
        if (method.isAnnotatedWith(POST.class)) {
            verbs.add("POST");
        }
        if (method.isAnnotatedWith(GET.class)) {
            verbs.add("GET");
        }
        return String.join(" and ", verbs);
    }

    /** Read from what the method's code reaches inside the plugin. */
    private static String permission(JavaMethod method) {
        Set<String> reached = new TreeSet<>();
        reach(method, reached, new HashSet<>());
        if (reached.contains("Allowed.toConfigure")) {
            return "item CONFIGURE, or ADMINISTER";
        }
        if (reached.contains("Allowed.toListCredentials")) {
            return "item credentials";
        }
        if (reached.contains("Allowed.toListPlaces")) {
            return "item places";
        }
        if (reached.contains("TriggerGate.opens")) {
            return reached.contains("Job.hasPermission") && reached.contains("Item.READ")
                    ? "item READ, or the job's secret"
                    : "the job's secret";
        }
        boolean build = reached.contains("Run.checkPermission") && reached.contains("Item.READ");
        return build ? "build READ" : "nothing";
    }

    private static void reach(JavaCodeUnit unit, Set<String> reached, Set<JavaCodeUnit> seen) {
        if (!seen.add(unit)) {
            return;
        }
        for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
            JavaClass owner = access.getTargetOwner();
            reached.add(owner.getSimpleName() + "." + access.getTarget().getName());
            if (OURS.contain(owner.getName())) {
                owner.getCodeUnits().stream()
                        .filter(other ->
                                other.getName().equals(access.getTarget().getName()))
                        .forEach(other -> reach(other, reached, seen));
            }
        }
    }
}
