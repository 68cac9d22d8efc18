package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Pairs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The keys and values of a generator: lines of files, literals, whole files. Used once, by one thread. */
final class DataSources {

    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Folder folder;
    private final String file;
    private final Map<String, byte[]> values = new TreeMap<>();

    private DataSources(Folder folder, String file) {
        this.folder = folder;
        this.file = file;
    }

    static Map<String, byte[]> read(Pairs pairs, Folder folder, String file) {
        DataSources sources = new DataSources(folder, file);
        pairs.environments().forEach(sources::environment);
        pairs.literals().forEach(sources::literal);
        pairs.files().forEach(sources::wholeFile);
        return sources.values;
    }

    private void environment(Entry entry) {
        String text = folder.file(file, entry).text();
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        content.lines().map(String::stripLeading).forEach(line -> {
            if (!line.isEmpty() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                put(
                        entry,
                        equals < 0 ? line : line.substring(0, equals),
                        utf8(equals < 0 ? "" : line.substring(equals + 1)));
            }
        });
    }

    private void literal(Entry entry) {
        int equals = entry.text().indexOf('=');
        if (equals <= 0) {
            throw entry.refuse(file, "a literal must be of the form key=value.");
        }
        put(
                entry,
                entry.text().substring(0, equals),
                utf8(withoutQuotes(entry.text().substring(equals + 1))));
    }

    private static String withoutQuotes(String text) {
        boolean quoted = text.length() >= 2
                && text.charAt(0) == text.charAt(text.length() - 1)
                && (text.charAt(0) == '"' || text.charAt(0) == '\'');
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private void wholeFile(Entry entry) {
        String[] parts = entry.text().split("=", -1);
        if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
            throw entry.refuse(file, "a file must be of the form path or key=path.");
        }
        String path = parts[parts.length - 1];
        String key = parts.length == 2 ? parts[0] : path.substring(path.lastIndexOf('/') + 1);
        put(
                entry,
                key,
                folder.file(file, new Entry(path, entry.line(), entry.column())).bytes());
    }

    private void put(Entry entry, String key, byte[] value) {
        if (!KEY.matcher(key).matches()) {
            throw entry.refuse(file, "a key may hold letters, digits, '-', '_' and '.' only, at most 253 of them.");
        }
        if (values.putIfAbsent(key, value) != null) {
            throw entry.refuse(file, "key " + key + " is given twice; remove one of the two.");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
