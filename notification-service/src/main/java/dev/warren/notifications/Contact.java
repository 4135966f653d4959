package dev.warren.notifications;

/** Where a user can be reached, as far as is known here. */
public sealed interface Contact {

    /** The contact after this news; deliveries come in any order. */
    Contact hear(Known news);

    /** The user was not heard of yet. */
    record Unknown() implements Contact {
        @Override
        public Contact hear(Known news) {
            return news;
        }
    }

    /**
     * Personal data, which the text form leaves out.
     *
     * @param sequence the version of the user that said so
     */
    record Known(String name, String email, long sequence) implements Contact {
        @Override
        public Contact hear(Known news) {
            return news.sequence > sequence ? news : this;
        }

        @Override
        public String toString() {
            return "Known[sequence=" + sequence + "]";
        }
    }

    /** For good: nothing that arrives late brings the personal data back. */
    record Erased() implements Contact {
        @Override
        public Contact hear(Known news) {
            return this;
        }
    }
}
