"""What a website's visitors load: the demo page and signed files. Live traffic is the gateway's."""
