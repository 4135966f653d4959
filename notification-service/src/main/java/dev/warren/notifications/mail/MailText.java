package dev.warren.notifications.mail;

import static java.util.stream.Collectors.toMap;

import dev.warren.events.CancellationReason;
import dev.warren.events.Template;
import dev.warren.notifications.SendMail;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The words of one mail. */
record MailText(String subject, String plain, String html) {

    private static final Set<String> KNOWN = Set.of("name", "order", "total", "reason");

    /** Read when the service starts, so that a broken one is found then. */
    private static final Map<Template, Templates> TEMPLATES =
            Arrays.stream(Template.values()).collect(toMap(template -> template, Templates::of));

    private record Templates(TextTemplate subject, TextTemplate plain, TextTemplate html) {

        static Templates of(Template template) {
            return new Templates(read(template + ".subject.txt"), read(template + ".txt"), read(template + ".html"));
        }

        private static TextTemplate read(String name) {
            return TextTemplate.of(TextTemplate.resource(name).stripTrailing() + "\n", KNOWN);
        }
    }

    static MailText of(SendMail mail) {
        var notice = mail.notice();
        var values = Map.of(
                "name", mail.name(),
                "order", notice.orderId().toString(),
                "total", notice.total().toString(),
                "reason", notice.reason() == null ? "" : inWords(notice.reason()));
        var templates = TEMPLATES.get(notice.template());
        var escaped = values.entrySet().stream().collect(toMap(Map.Entry::getKey, value -> escape(value.getValue())));
        return new MailText(
                templates.subject().fill(values).strip(),
                templates.plain().fill(values),
                templates.html().fill(escaped));
    }

    private static String inWords(CancellationReason reason) {
        return switch (reason) {
            case UNKNOWN_USER -> "We could not find your account.";
            case INSUFFICIENT_CREDIT -> "Your credit does not cover it.";
            case CURRENCY_MISMATCH -> "It is in another currency than your credit.";
            case CREDIT_TIMEOUT -> "We could not check your credit in time.";
            case PAYMENT_TIMEOUT -> "Your payment could not be completed in time.";
            case PAYMENT_DECLINED -> "Your payment was declined.";
            case BY_CUSTOMER -> "You asked us to cancel it.";
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
