package io.jenkins.plugins.drawbridge.engine.cluster;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The little DER (X.690) it takes to wrap an RSA (RFC 8017) or EC (RFC 5915) key into PKCS#8 (RFC 5208). */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xA0;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    private static final byte[] RSA = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0
    };
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private Der() {}

    static byte[] wrapRsa(byte[] pkcs1) {
        return element(SEQUENCE, VERSION_0, RSA, element(OCTET_STRING, pkcs1));
    }

    /** The curve stands inside the key, in an optional element that every writer writes. */
    static byte[] wrapEc(byte[] sec1) {
        byte[] algorithm = element(SEQUENCE, EC_PUBLIC_KEY, curve(sec1));
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, sec1));
    }

    private static byte[] curve(byte[] sec1) {
        try {
            int[] sequence = header(sec1, 0);
            int[] version = header(sec1, sequence[0]);
            int[] privateKey = header(sec1, version[1]);
            if (privateKey[1] < sec1.length && (sec1[privateKey[1]] & 0xFF) == CURVE) {
                int[] parameters = header(sec1, privateKey[1]);
                return Arrays.copyOfRange(sec1, parameters[0], parameters[1]);
            }
        } catch (ArrayIndexOutOfBoundsException truncated) {
            throw new IllegalArgumentException("the EC private key in it is damaged");
        }
        throw new IllegalArgumentException("the EC private key in it does not name its curve; convert it to PKCS#8");
    }

    /** Start and end of the content of the element at an offset. */
    private static int[] header(byte[] der, int offset) {
        int first = der[offset + 1] & 0xFF;
        int lengthBytes = first < 0x80 ? 0 : first & 0x7F;
        int length = lengthBytes == 0 ? first : 0;
        for (int index = 0; index < lengthBytes; index++) {
            length = (length << 8) | (der[offset + 2 + index] & 0xFF);
        }
        int start = offset + 2 + lengthBytes;
        if (length < 0 || start + length > der.length) {
            throw new IllegalArgumentException("the EC private key in it is damaged");
        }
        return new int[] {start, start + length};
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        writeLength(element, content.size());
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int bytes = length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
        out.write(0x80 | bytes);
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            out.write(length >> shift);
        }
    }
}
