"""Three charts of the sample as a plain Streamlit and a Dash page, which the dashboard's speed is held against."""
