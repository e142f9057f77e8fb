"""What has changed since a revision: in sentences, marked in Word, and who is told what."""
