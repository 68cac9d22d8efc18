package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import java.util.List;
import java.util.Optional;

/** Names a section within HTML and addresses: its path, {@code 0/2/1#2}, as {@code 0-2-1_2}. */
final class SectionId {

    private SectionId() {}

    static String of(String path) {
        return path.replace('/', '-').replace('#', '_').replaceAll("[^A-Za-z0-9_-]", "");
    }

    static Optional<DeploySection> find(List<DeploySection> sections, String id) {
        return sections.stream()
                .filter(section -> of(section.path()).equals(id))
                .findFirst();
    }
}
