package io.jenkins.plugins.drawbridge.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.BeforeClass;
import org.junit.Test;

/** The lines of the house: which package may know which, and where the dangerous things are allowed. */
public class ArchitectureTest {

    private static final String ENGINE = "io.jenkins.plugins.drawbridge.engine";
    private static JavaClasses engine;

    @BeforeClass
    public static void read() {
        engine = new ClassFileImporter()
                .importUrl(DrawbridgeException.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
        assertThat(engine.size()).isGreaterThan(100);
    }

    @Test
    public void an_arrow_between_packages_only_points_down() {
        mayUse("yaml");
        mayUse("cluster", "yaml");
        mayUse("link", "cluster");
        mayUse("http", "cluster", "link");
        mayUse("kube", "cluster", "link", "http");
        mayUse("check", "cluster", "link", "kube");
        mayUse("manifest", "cluster", "yaml");
        mayUse("plan", "manifest", "yaml");
        mayUse("deploy", "plan", "kube", "manifest", "link");
        mayUse("report", "plan", "deploy", "manifest", "yaml");
        mayUse("console");
        mayUse("callback", "http", "cluster", "link", "plan");
        mayUse("step", "report", "plan", "deploy", "manifest", "kube", "link", "cluster", "yaml");
    }

    @Test
    public void of_a_cluster_manifest_only_knows_the_pem_that_a_generated_secret_holds() {
        check(noClasses()
                .that(resideInAPackage(ENGINE + ".manifest..").and(outside("manifest.generate")))
                .should()
                .dependOnClassesThat(resideInAPackage(ENGINE + ".cluster..")));
        check(noClasses()
                .that(resideInAPackage(ENGINE + ".manifest.generate.."))
                .should()
                .dependOnClassesThat(resideInAPackage(ENGINE + ".cluster..")
                        .and(DescribedPredicate.not(named(ENGINE + ".cluster.Pem")))));
    }

    private static void mayUse(String name, String... others) {
        String[] forbidden = Stream.of(
                        "yaml",
                        "cluster",
                        "link",
                        "http",
                        "kube",
                        "check",
                        "manifest",
                        "plan",
                        "deploy",
                        "report",
                        "step",
                        "callback",
                        "console")
                .filter(other -> !other.equals(name) && !Arrays.asList(others).contains(other))
                .map(other -> ENGINE + "." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ENGINE + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(engine);
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE + "." + name + "..")
                .check(engine);
    }

    @Test
    public void every_package_has_its_place_in_the_house() {
        assertThat(engine.getPackage(ENGINE).getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrder(
                        "yaml",
                        "cluster",
                        "link",
                        "http",
                        "kube",
                        "check",
                        "manifest",
                        "plan",
                        "deploy",
                        "report",
                        "step",
                        "callback",
                        "console");
    }

    @Test
    public void only_link_opens_sockets() {
        check(noClasses()
                .that(outside("link"))
                .should()
                .accessTargetWhere(
                        calls("connects or makes a socket", "java.net.Socket", "<init>", "connect", "bind")));
        check(noClasses()
                .that(outside("link"))
                .should()
                .dependOnClassesThat(named(
                        "java.net.DatagramSocket",
                        "java.nio.channels.SocketChannel",
                        "java.nio.channels.AsynchronousSocketChannel",
                        "java.net.HttpURLConnection",
                        "java.net.http.HttpClient",
                        "java.net.URL")));
        check(noClasses().that(outside("link")).should().dependOnClassesThat(resideInAPackage("com.jcraft.jsch..")));
    }

    @Test
    public void only_kube_and_http_speak_http() {
        DescribedPredicate<JavaClass> others = outside("kube").and(outside("http"));
        check(noClasses().that(others).should().dependOnClassesThat(resideInAPackage("okhttp3..")));
        check(noClasses().that(others).should().dependOnClassesThat(resideInAPackage("okio..")));
    }

    @Test
    public void only_what_deploys_or_checks_speaks_to_an_api_server() {
        for (String name : List.of("yaml", "cluster", "link", "http", "manifest", "plan", "report")) {
            check(noClasses()
                    .that(resideInAPackage(ENGINE + "." + name + ".."))
                    .should()
                    .dependOnClassesThat(named(ENGINE + ".kube.KubeClient")));
        }
    }

    @Test
    public void plan_does_no_io() {
        check(noClasses()
                .that(resideInAPackage(ENGINE + ".plan.."))
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.file..")
                        .or(resideInAPackage("java.net..").and(DescribedPredicate.not(named("java.net.URLEncoder"))))
                        .or(resideInAPackage("java.util.concurrent.."))
                        .or(named("java.io.File", "java.io.FileInputStream", "java.lang.Thread"))));
    }

    @Test
    public void no_port_is_opened_no_program_started_and_no_file_made() {
        check(noClasses()
                .should()
                .dependOnClassesThat(named(
                        "java.lang.Process",
                        "java.lang.ProcessBuilder",
                        "java.net.ServerSocket",
                        "java.nio.channels.ServerSocketChannel",
                        "java.io.FileOutputStream",
                        "java.io.FileWriter",
                        "java.io.RandomAccessFile")));
        check(noClasses().should().accessTargetWhere(calls("starts a program", "java.lang.Runtime", "exec")));
        check(noClasses().should().accessTargetWhere(calls("makes a file", "java.io.File", "createTempFile")));
        check(noClasses()
                .should()
                .accessTargetWhere(calls(
                        "makes a file",
                        "java.nio.file.Files",
                        "createTempFile",
                        "createTempDirectory",
                        "createFile",
                        "write",
                        "writeString",
                        "newOutputStream",
                        "newBufferedWriter",
                        "copy")));
    }

    @Test
    public void nobody_ends_the_process_or_writes_to_the_terminal() {
        check(noClasses()
                .should()
                .accessTargetWhere(calls("ends the process", "java.lang.System", "exit", "out", "err")));
    }

    @Test
    public void every_public_exception_is_below_the_one_root() {
        check(classes()
                .that()
                .arePublic()
                .and()
                .areAssignableTo(RuntimeException.class)
                .should()
                .beAssignableTo(DrawbridgeException.class));
    }

    @Test
    public void every_package_says_that_nothing_is_null_unless_it_says_so() {
        List<String> unmarked = engine.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(aPackage -> !aPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    public void no_class_is_called_after_nothing_in_particular() {
        for (String word : List.of("Manager", "Helper", "Util", "Utils", "Impl", "Info")) {
            check(noClasses().should().haveSimpleNameEndingWith(word));
        }
    }

    private static void check(ArchRule rule) {
        rule.check(engine);
    }

    private static DescribedPredicate<JavaClass> outside(String name) {
        return DescribedPredicate.not(resideInAPackage(ENGINE + "." + name + ".."));
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return DescribedPredicate.describe(
                "named " + String.join(", ", names), type -> List.of(names).contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, String owner, String... members) {
        return DescribedPredicate.describe(
                what,
                access -> access.getTargetOwner().getName().equals(owner)
                        && List.of(members).contains(access.getName()));
    }
}
