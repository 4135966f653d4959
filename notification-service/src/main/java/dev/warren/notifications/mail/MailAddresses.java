package dev.warren.notifications.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.regex.Pattern;

/** Addresses as they go to a mail server: ASCII without separators, so that nobody's address can hold a command or a header. */
final class MailAddresses {

    private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7e]*");
    private static final Pattern SAFE = Pattern.compile("[\\x21-\\x7e&&[^<>(),;:\"\\[\\]\\\\@]]+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}+");

    private MailAddresses() {}

    static InternetAddress recipient(String name, String email) throws UnusableAddressException {
        int at = email.lastIndexOf('@');
        String local = at < 0 ? "" : email.substring(0, at);
        String domain = domain(email.substring(at + 1));
        if (!ASCII.matcher(local).matches()) {
            throw new UnusableAddressException("its part before the @ is not ASCII");
        }
        if (!SAFE.matcher(local).matches() || !SAFE.matcher(domain).matches()) {
            throw new UnusableAddressException("it is not one plain address");
        }
        try {
            return new InternetAddress(
                    local + "@" + domain, CONTROLS.matcher(name).replaceAll(" "), "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An international domain in its ASCII form. */
    private static String domain(String domain) throws UnusableAddressException {
        if (ASCII.matcher(domain).matches()) {
            return domain;
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new UnusableAddressException("its domain has no ASCII form");
        }
    }

    /** @throws IllegalArgumentException if it is not exactly one address, with or without a name */
    static InternetAddress sender(String from) {
        try {
            return new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "notifications.from must be one address such as Warren <no-reply@warren.example> but was " + from,
                    e);
        }
    }
}
