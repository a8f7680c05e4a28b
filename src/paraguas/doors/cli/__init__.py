"""The command line: one command a file, each giving an answer for people and for machines."""

from paraguas.doors.cli.main import main as main
