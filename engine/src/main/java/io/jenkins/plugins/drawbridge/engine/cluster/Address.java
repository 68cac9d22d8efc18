package io.jenkins.plugins.drawbridge.engine.cluster;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address that was written as one. */
record Address(InetAddress address) {

    private static final Pattern IPV4 =
            Pattern.compile("(?:OCTET\\.){3}OCTET".replace("OCTET", "(?:25[0-5]|2[0-4]\\d|1?\\d{1,2})"));
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f.:]*:[0-9a-f.:]*", Pattern.CASE_INSENSITIVE);

    /** Null if the text is a name; nothing is looked up. */
    static @Nullable Address parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return new Address(InetAddress.getByName(text));
        } catch (UnknownHostException notOne) { // then it is a name, and matches none
            return null;
        }
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** @param prefix length of the network's part, in bits; one that is none holds nothing */
    boolean holds(Address other, String prefix) {
        byte[] mine = address.getAddress();
        byte[] its = other.address.getAddress();
        if (mine.length != its.length || !prefix.matches("\\d{1,3}")) {
            return false;
        }
        int hostBits = mine.length * 8 - Integer.parseInt(prefix);
        return hostBits >= 0
                && new BigInteger(1, mine).shiftRight(hostBits).equals(new BigInteger(1, its).shiftRight(hostBits));
    }
}
