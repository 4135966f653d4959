package dev.warren.system.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.system.demo.Demo.Ending;
import dev.warren.system.demo.EventTap.Overheard;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** What the demo prints: one line per step, one colour per order, a table at the end. */
public final class Telling {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final String[] COLOURS = {"green", "red", "yellow", "magenta", "cyan", "blue", "white", "bold,green"
    };

    private final PrintWriter out;
    private final Ansi ansi;

    public Telling(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    synchronized void say(String line) {
        out.println(LocalTime.now().format(CLOCK) + "  " + line);
        out.flush();
    }

    synchronized void event(int number, Overheard event) {
        String time = event.at().atZone(ZoneId.systemDefault()).format(CLOCK);
        String line = "%s  #%d %s%s"
                .formatted(time, number, "  ".repeat(depth(event.type())) + event.type(), detail(event.data()));
        out.println(ansi.string("@|%s %s|@".formatted(COLOURS[(number - 1) % COLOURS.length], line)));
        out.flush();
    }

    /** Each speaker has a lane of its own. */
    private static int depth(String type) {
        return switch (type.substring(0, type.indexOf('.'))) {
            case "order" -> 0;
            case "user" -> 2;
            case "payment" -> 4;
            default -> 6;
        };
    }

    private static String detail(JsonNode data) {
        if (data.hasNonNull("reason")) {
            return "  " + data.get("reason").asText();
        }
        for (String field : List.of("total", "amount")) {
            if (data.has(field)) {
                return "  %s %s"
                        .formatted(
                                data.at("/" + field + "/amount").asText(),
                                data.at("/" + field + "/currency").asText());
            }
        }
        return data.has("template") ? "  " + data.get("template").asText() : "";
    }

    /** The table of outcomes. */
    public synchronized void endings(List<Ending> endings) {
        out.println();
        out.printf("%-2s  %-24s  %-10s  %-19s  %-10s  %s%n", "#", "order", "status", "reason", "payment", "told");
        for (Ending ending : endings) {
            String line = "%-2d  %-24s  %-10s  %-19s  %-10s  %s"
                    .formatted(
                            ending.number(),
                            ending.title(),
                            ending.status(),
                            ending.reason() == null ? "" : ending.reason(),
                            ending.payment().isEmpty() ? "none" : ending.payment(),
                            ending.mails());
            out.println(ansi.string(ending.asAnnounced() ? line : "@|bold,red " + line + "   NOT AS ANNOUNCED|@"));
        }
        out.println();
        out.flush();
    }
}
