"""Registration (求职登记): one page for the essentials, everything else of the form below it."""
