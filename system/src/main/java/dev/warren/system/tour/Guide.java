package dev.warren.system.tour;

/** Whoever is told what the tour does and sees. */
public interface Guide {

    /** A step begins; may block until its reader is ready for it. */
    void begins(int number, String title, String text);

    /** Something that was to be seen was seen. */
    void sees(String what);
}
