package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Addresses as SOCKS5 writes them (RFC 1928, 4 to 6): names stay names, only literals become numbers. */
final class SocksAddress {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.|$)){4}(?<!\\.)");
    private static final int TYPE_IPV4 = 1;
    private static final int TYPE_NAME = 3;
    private static final int TYPE_IPV6 = 4;

    private SocksAddress() {}

    static byte[] connectRequest(HostPort target) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {5, 1, 0});
        boolean literal = IPV4.matcher(target.host()).matches() || target.host().indexOf(':') >= 0;
        byte[] address = literal ? literal(target.host()) : target.host().getBytes(StandardCharsets.US_ASCII);
        if (literal) {
            request.write(address.length == 4 ? TYPE_IPV4 : TYPE_IPV6);
        } else {
            request.write(TYPE_NAME);
            request.write(address.length);
        }
        request.writeBytes(address);
        request.write(target.port() >> 8);
        request.write(target.port());
        return request.toByteArray();
    }

    /** Bytes of the bound address and its port, which nobody needs but must be read. */
    static int boundLength(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        return 2
                + switch (type) {
                    case TYPE_IPV4 -> 4;
                    case TYPE_IPV6 -> 16;
                    case TYPE_NAME -> in.readUnsignedByte();
                    default -> throw new ProtocolException("its answer is not SOCKS5");
                };
    }

    private static byte[] literal(String host) {
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException notALiteral) {
            throw new io.jenkins.plugins.drawbridge.engine.InputException(
                    "The address " + host + " is not a valid IP address.");
        }
    }
}
