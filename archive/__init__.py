"""The public record: pages, codes and the small web server of the room."""
