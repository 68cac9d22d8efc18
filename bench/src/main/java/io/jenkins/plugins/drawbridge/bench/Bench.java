package io.jenkins.plugins.drawbridge.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures us against kubectl on a real API server. Started by {@code bench/run}, which provides the server and the
 * programs. Exits with 0 whatever the figures are; a failure means that something could not be measured.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(option(arguments, "--work", "target/bench"));
        Setting setting = new Setting(
                Path.of(option(arguments, "--cluster", "")),
                option(arguments, "--kubectl", "kubectl"),
                option(arguments, "--drawbridge", ""),
                work);
        int rounds = Integer.parseInt(option(arguments, "--rounds", "5"));
        Result result = new Rounds(setting).run(rounds);
        System.out.println(result.text());
        String json = option(arguments, "--json", "");
        if (!json.isEmpty()) {
            Files.writeString(Path.of(json), result.json().toPrettyString() + "\n");
        }
        System.exit(0);
    }

    private static String option(String[] arguments, String name, String otherwise) {
        List<String> words = new ArrayList<>(List.of(arguments));
        int at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? otherwise : words.get(at + 1);
    }
}
