"""Text as it comes in: plain, markdown or HTML, with offsets that never move."""
