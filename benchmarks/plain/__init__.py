"""Two of the dashboard's pages as plain Streamlit and Dash pages, which its speed is held against."""
