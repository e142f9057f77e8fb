"""What has been published, revision by revision."""
