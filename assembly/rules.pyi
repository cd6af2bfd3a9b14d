from assembly.rulebook import Command as Command
from assembly.rulebook import Happening as Happening
from assembly.rulebook import decide as decide
from assembly.rulebook import evolve as evolve
